using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations.Postgres.Migrations
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    ServerName = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    By = table.Column<string>(type: "text", maxLength: 256, nullable: false, collation: "C"),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    State = table.Column<int>(type: "integer", nullable: false),
                    OldAddress = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    NewAddress = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    IsDynamic = table.Column<bool>(type: "boolean", nullable: false),
                    SystemGuid = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    Sent = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Stages = table.Column<string>(type: "text", nullable: false, collation: "C")
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
