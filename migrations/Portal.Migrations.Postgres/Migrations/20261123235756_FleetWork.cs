using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Portal.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class FleetWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "ConfirmByName",
                table: "Servers",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "NotesBy",
                table: "Servers",
                type: "text",
                maxLength: 256,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "ProtectReason",
                table: "Servers",
                type: "text",
                maxLength: 200,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "ProtectedAt",
                table: "Servers",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProtectedBy",
                table: "Servers",
                type: "text",
                maxLength: 256,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<bool>(
                name: "ProtectedByAdministrator",
                table: "Servers",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "ProtectedUntil",
                table: "Servers",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Plan",
                table: "PowerOperations",
                type: "text",
                maxLength: 64,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Stages",
                table: "PowerOperations",
                type: "text",
                maxLength: 4000,
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "BulkOperations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Action = table.Column<string>(type: "text", maxLength: 32, nullable: false),
                    State = table.Column<string>(type: "text", maxLength: 16, nullable: false),
                    UserId = table.Column<string>(type: "text", maxLength: 128, nullable: false, collation: "C"),
                    UserName = table.Column<string>(type: "text", maxLength: 256, nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", maxLength: 500, nullable: true, collation: "C"),
                    Query = table.Column<string>(type: "text", maxLength: 500, nullable: true, collation: "C"),
                    BatchSize = table.Column<int>(type: "integer", nullable: false),
                    DelaySeconds = table.Column<int>(type: "integer", nullable: false),
                    RetryOf = table.Column<Guid>(type: "uuid", nullable: true),
                    IdempotencyKey = table.Column<string>(type: "text", maxLength: 128, nullable: true, collation: "C"),
                    RequestedAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    StoppedBy = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkOperations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HardOffs",
                columns: table => new
                {
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    SoftOperationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Epoch = table.Column<int>(type: "integer", nullable: false),
                    ArmedAt = table.Column<long>(type: "bigint", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "text", maxLength: 16, nullable: false),
                    UserId = table.Column<string>(type: "text", maxLength: 128, nullable: false, collation: "C"),
                    UserName = table.Column<string>(type: "text", maxLength: 256, nullable: false, collation: "C"),
                    TokenId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HardOffs", x => x.ServerId);
                    table.ForeignKey(
                        name: "FK_HardOffs_Servers_ServerId",
                        column: x => x.ServerId,
                        principalTable: "Servers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Inventories",
                columns: table => new
                {
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    ReadAt = table.Column<long>(type: "bigint", nullable: false),
                    Document = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Inventories", x => x.ServerId);
                    table.ForeignKey(
                        name: "FK_Inventories_Servers_ServerId",
                        column: x => x.ServerId,
                        principalTable: "Servers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "InventoryChanges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Since = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "text", maxLength: 16, nullable: false),
                    PartKey = table.Column<string>(type: "text", maxLength: 96, nullable: false, collation: "C"),
                    PartKind = table.Column<string>(type: "text", maxLength: 16, nullable: false),
                    PartName = table.Column<string>(type: "text", maxLength: 128, nullable: false, collation: "C"),
                    Field = table.Column<string>(type: "text", maxLength: 96, nullable: true, collation: "C"),
                    Before = table.Column<string>(type: "text", maxLength: 512, nullable: true, collation: "C"),
                    After = table.Column<string>(type: "text", maxLength: 512, nullable: true, collation: "C"),
                    IsPrivate = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InventoryChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_InventoryChanges_Servers_ServerId",
                        column: x => x.ServerId,
                        principalTable: "Servers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SavedViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OwnerId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TenantId = table.Column<Guid>(type: "uuid", nullable: true),
                    Name = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Query = table.Column<string>(type: "text", maxLength: 500, nullable: true, collation: "C"),
                    Sort = table.Column<string>(type: "text", maxLength: 32, nullable: true, collation: "C"),
                    Grouping = table.Column<string>(type: "text", maxLength: 32, nullable: true, collation: "C"),
                    Columns = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false),
                    ChangedBy = table.Column<string>(type: "text", maxLength: 256, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedViews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SavedViews_AspNetUsers_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "BulkTargets",
                columns: table => new
                {
                    BulkId = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    ServerName = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Epoch = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<string>(type: "text", maxLength: 16, nullable: false),
                    OperationId = table.Column<Guid>(type: "uuid", nullable: true),
                    Code = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkTargets", x => new { x.BulkId, x.Position });
                    table.ForeignKey(
                        name: "FK_BulkTargets_BulkOperations_BulkId",
                        column: x => x.BulkId,
                        principalTable: "BulkOperations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_BulkOperations_RequestedAt",
                table: "BulkOperations",
                column: "RequestedAt");

            migrationBuilder.CreateIndex(
                name: "IX_BulkOperations_RetryOf",
                table: "BulkOperations",
                column: "RetryOf",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BulkOperations_UserId_IdempotencyKey",
                table: "BulkOperations",
                columns: new[] { "UserId", "IdempotencyKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BulkTargets_ServerId",
                table: "BulkTargets",
                column: "ServerId");

            migrationBuilder.CreateIndex(
                name: "IX_InventoryChanges_ServerId_At_Id",
                table: "InventoryChanges",
                columns: new[] { "ServerId", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SavedViews_OwnerId",
                table: "SavedViews",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_SavedViews_TenantId",
                table: "SavedViews",
                column: "TenantId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BulkTargets");

            migrationBuilder.DropTable(
                name: "HardOffs");

            migrationBuilder.DropTable(
                name: "Inventories");

            migrationBuilder.DropTable(
                name: "InventoryChanges");

            migrationBuilder.DropTable(
                name: "SavedViews");

            migrationBuilder.DropTable(
                name: "BulkOperations");

            migrationBuilder.DropColumn(
                name: "ConfirmByName",
                table: "Servers");

            migrationBuilder.DropColumn(
                name: "NotesBy",
                table: "Servers");

            migrationBuilder.DropColumn(
                name: "ProtectReason",
                table: "Servers");

            migrationBuilder.DropColumn(
                name: "ProtectedAt",
                table: "Servers");

            migrationBuilder.DropColumn(
                name: "ProtectedBy",
                table: "Servers");

            migrationBuilder.DropColumn(
                name: "ProtectedByAdministrator",
                table: "Servers");

            migrationBuilder.DropColumn(
                name: "ProtectedUntil",
                table: "Servers");

            migrationBuilder.DropColumn(
                name: "Plan",
                table: "PowerOperations");

            migrationBuilder.DropColumn(
                name: "Stages",
                table: "PowerOperations");
        }
    }
}
