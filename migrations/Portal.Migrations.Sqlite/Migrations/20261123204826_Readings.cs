using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Readings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "BmcEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ServerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordId = table.Column<int>(type: "INTEGER", nullable: false),
                    Raw = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    LoggedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Severity = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    SensorType = table.Column<int>(type: "INTEGER", nullable: true),
                    SensorKey = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Details = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    IsDeassertion = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsInLog = table.Column<bool>(type: "INTEGER", nullable: false),
                    AcknowledgedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AcknowledgedById = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    AcknowledgedBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BmcEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "EventArchives",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ServerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ServerName = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ById = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Records = table.Column<int>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Reservation = table.Column<int>(type: "INTEGER", nullable: false),
                    EntriesBefore = table.Column<int>(type: "INTEGER", nullable: false),
                    EntriesAfter = table.Column<int>(type: "INTEGER", nullable: true),
                    ClearedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EventArchives", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "EventLogStates",
                columns: table => new
                {
                    ServerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordId = table.Column<int>(type: "INTEGER", nullable: false),
                    NextId = table.Column<int>(type: "INTEGER", nullable: false),
                    LastRecord = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: true),
                    LastErase = table.Column<long>(type: "INTEGER", nullable: false),
                    Entries = table.Column<int>(type: "INTEGER", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EventLogStates", x => x.ServerId);
                });

            migrationBuilder.CreateTable(
                name: "SensorBlocks",
                columns: table => new
                {
                    ServerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Tier = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Start = table.Column<long>(type: "INTEGER", nullable: false),
                    Data = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SensorBlocks", x => new { x.ServerId, x.Tier, x.Start });
                });

            migrationBuilder.CreateIndex(
                name: "IX_BmcEvents_At_Id",
                table: "BmcEvents",
                columns: new[] { "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_BmcEvents_Open",
                table: "BmcEvents",
                columns: new[] { "ServerId", "Severity" },
                filter: "\"AcknowledgedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BmcEvents_ServerId_At_Id",
                table: "BmcEvents",
                columns: new[] { "ServerId", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_BmcEvents_ServerId_Raw",
                table: "BmcEvents",
                columns: new[] { "ServerId", "Raw" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BmcEvents_ServerId_RecordId",
                table: "BmcEvents",
                columns: new[] { "ServerId", "RecordId" });

            migrationBuilder.CreateIndex(
                name: "IX_EventArchives_ServerId_At",
                table: "EventArchives",
                columns: new[] { "ServerId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_SensorBlocks_Tier_Start",
                table: "SensorBlocks",
                columns: new[] { "Tier", "Start" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BmcEvents");

            migrationBuilder.DropTable(
                name: "EventArchives");

            migrationBuilder.DropTable(
                name: "EventLogStates");

            migrationBuilder.DropTable(
                name: "SensorBlocks");
        }
    }
}
