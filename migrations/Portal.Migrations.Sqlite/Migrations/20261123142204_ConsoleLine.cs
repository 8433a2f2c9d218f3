using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ConsoleLine : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ConsoleContention",
                table: "Servers",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "Wait");

            migrationBuilder.AddColumn<string>(
                name: "ConsoleReleaseReason",
                table: "Servers",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ConsoleReleasedAt",
                table: "Servers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ConsoleReleasedBy",
                table: "Servers",
                type: "TEXT",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ConsoleReleasedUntil",
                table: "Servers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ConsoleTakenAt",
                table: "Servers",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ConsoleContention",
                table: "Servers");

            migrationBuilder.DropColumn(
                name: "ConsoleReleaseReason",
                table: "Servers");

            migrationBuilder.DropColumn(
                name: "ConsoleReleasedAt",
                table: "Servers");

            migrationBuilder.DropColumn(
                name: "ConsoleReleasedBy",
                table: "Servers");

            migrationBuilder.DropColumn(
                name: "ConsoleReleasedUntil",
                table: "Servers");

            migrationBuilder.DropColumn(
                name: "ConsoleTakenAt",
                table: "Servers");
        }
    }
}
