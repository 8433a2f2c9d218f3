using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LanMoves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "LanMoves",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ServerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ServerName = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    OldAddress = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    NewAddress = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    IsDynamic = table.Column<bool>(type: "INTEGER", nullable: false),
                    SystemGuid = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Sent = table.Column<string>(type: "TEXT", nullable: false),
                    Stages = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LanMoves", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LanMoves_ServerId_StartedAt",
                table: "LanMoves",
                columns: new[] { "ServerId", "StartedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LanMoves");
        }
    }
}
