using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Tenants : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Grants_Servers_ServerId",
                table: "Grants");

            migrationBuilder.DropIndex(
                name: "IX_Grants_UserId_Fleet",
                table: "Grants");

            migrationBuilder.DropIndex(
                name: "IX_Grants_UserId_ServerId",
                table: "Grants");

            migrationBuilder.DropIndex(
                name: "IX_Grants_ServerId",
                table: "Grants");

            migrationBuilder.AddColumn<Guid>(
                name: "CustomRoleId",
                table: "Grants",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ConsoleFrom",
                table: "Servers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "Epoch",
                table: "Servers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Site",
                table: "Servers",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TenancyFrom",
                table: "Servers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<Guid>(
                name: "TenantId",
                table: "Servers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Denies",
                table: "Grants",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "EndsAt",
                table: "Grants",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "GivenBy",
                table: "Grants",
                type: "TEXT",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "Grants",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ScopeKind",
                table: "Grants",
                type: "TEXT",
                maxLength: 16,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "ScopeValue",
                table: "Grants",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "StartsAt",
                table: "Grants",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "TenantId",
                table: "AspNetUsers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Tenancies",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ServerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Epoch = table.Column<int>(type: "INTEGER", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: true),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ConsoleFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tenancies", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Tenancies_Servers_ServerId",
                        column: x => x.ServerId,
                        principalTable: "Servers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Tenants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Suspended = table.Column<bool>(type: "INTEGER", nullable: false),
                    Allowed = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tenants", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CustomRoles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Rights = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomRoles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CustomRoles_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            // What grants and servers said before, in the new words.
            migrationBuilder.Sql("""
                UPDATE "Grants" SET "ScopeKind" = 'Fleet' WHERE "ServerId" IS NULL;
                UPDATE "Grants" SET "ScopeKind" = 'Server', "ScopeValue" = lower(replace("ServerId", '-', '')) WHERE "ServerId" IS NOT NULL;
                INSERT INTO "Tenants" ("Id", "Name", "NormalizedName", "Suspended", "Allowed", "CreatedAt")
                    SELECT hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)),
                        min("Tenant"), upper("Tenant"), 0, 0, min("CreatedAt")
                    FROM "Servers" WHERE "Tenant" IS NOT NULL GROUP BY upper("Tenant");
                UPDATE "Servers" SET "Epoch" = 1, "TenancyFrom" = "CreatedAt",
                    "TenantId" = (SELECT "Id" FROM "Tenants" WHERE "NormalizedName" = upper("Servers"."Tenant"));
                INSERT INTO "Tenancies" ("Id", "ServerId", "Epoch", "TenantId", "StartedAt", "ConsoleFrom")
                    SELECT "Id", "Id", 1, "TenantId", "CreatedAt", 0 FROM "Servers";
                """);

            migrationBuilder.DropColumn(
                name: "ServerId",
                table: "Grants");

            migrationBuilder.CreateIndex(
                name: "IX_Servers_TenantId",
                table: "Servers",
                column: "TenantId");

            migrationBuilder.CreateIndex(
                name: "IX_Grants_CustomRoleId",
                table: "Grants",
                column: "CustomRoleId");

            migrationBuilder.CreateIndex(
                name: "IX_Grants_ScopeKind_ScopeValue",
                table: "Grants",
                columns: new[] { "ScopeKind", "ScopeValue" });

            migrationBuilder.CreateIndex(
                name: "IX_Grants_UserId",
                table: "Grants",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_CustomRoles_TenantId",
                table: "CustomRoles",
                column: "TenantId");

            migrationBuilder.CreateIndex(
                name: "IX_Tenancies_ServerId_Epoch",
                table: "Tenancies",
                columns: new[] { "ServerId", "Epoch" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Tenants_NormalizedName",
                table: "Tenants",
                column: "NormalizedName",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Grants_CustomRoles_CustomRoleId",
                table: "Grants",
                column: "CustomRoleId",
                principalTable: "CustomRoles",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_Servers_Tenants_TenantId",
                table: "Servers",
                column: "TenantId",
                principalTable: "Tenants",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Grants_CustomRoles_CustomRoleId",
                table: "Grants");

            migrationBuilder.DropForeignKey(
                name: "FK_Servers_Tenants_TenantId",
                table: "Servers");

            migrationBuilder.DropIndex(
                name: "IX_Grants_CustomRoleId",
                table: "Grants");

            migrationBuilder.AddColumn<Guid>(
                name: "ServerId",
                table: "Grants",
                type: "TEXT",
                nullable: true);

            // What could not be said before is taken away, never widened.
            migrationBuilder.Sql("""
                UPDATE "Grants" SET "ServerId" = (SELECT "Id" FROM "Servers" WHERE lower(replace("Servers"."Id", '-', '')) = "Grants"."ScopeValue") WHERE "ScopeKind" = 'Server';
                DELETE FROM "Grants" WHERE "Denies" OR "StartsAt" IS NOT NULL OR "EndsAt" IS NOT NULL OR "Role" NOT IN ('Viewer', 'Operator', 'Administrator')
                    OR "ScopeKind" NOT IN ('Fleet', 'Server') OR ("ScopeKind" = 'Server' AND "ServerId" IS NULL)
                    OR "UserId" IN (SELECT "Id" FROM "AspNetUsers" WHERE "TenantId" IS NOT NULL);
                DELETE FROM "Grants" WHERE rowid NOT IN (SELECT min(rowid) FROM "Grants" GROUP BY "UserId", "ServerId");
                """);

            migrationBuilder.DropTable(
                name: "CustomRoles");

            migrationBuilder.DropTable(
                name: "Tenancies");

            migrationBuilder.DropTable(
                name: "Tenants");

            migrationBuilder.DropIndex(
                name: "IX_Servers_TenantId",
                table: "Servers");

            migrationBuilder.DropIndex(
                name: "IX_Grants_ScopeKind_ScopeValue",
                table: "Grants");

            migrationBuilder.DropIndex(
                name: "IX_Grants_UserId",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "ConsoleFrom",
                table: "Servers");

            migrationBuilder.DropColumn(
                name: "Epoch",
                table: "Servers");

            migrationBuilder.DropColumn(
                name: "Site",
                table: "Servers");

            migrationBuilder.DropColumn(
                name: "TenancyFrom",
                table: "Servers");

            migrationBuilder.DropColumn(
                name: "TenantId",
                table: "Servers");

            migrationBuilder.DropColumn(
                name: "Denies",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "EndsAt",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "GivenBy",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "ScopeKind",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "ScopeValue",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "StartsAt",
                table: "Grants");

            migrationBuilder.DropColumn(
                name: "TenantId",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "CustomRoleId",
                table: "Grants");

            migrationBuilder.CreateIndex(
                name: "IX_Grants_ServerId",
                table: "Grants",
                column: "ServerId");

            migrationBuilder.CreateIndex(
                name: "IX_Grants_UserId_Fleet",
                table: "Grants",
                column: "UserId",
                unique: true,
                filter: "\"ServerId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Grants_UserId_ServerId",
                table: "Grants",
                columns: new[] { "UserId", "ServerId" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Grants_Servers_ServerId",
                table: "Grants",
                column: "ServerId",
                principalTable: "Servers",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
