using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Portal.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Alerts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    ServerName = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Source = table.Column<string>(type: "text", maxLength: 32, nullable: false),
                    Key = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Title = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Severity = table.Column<string>(type: "text", maxLength: 32, nullable: false),
                    FirstAt = table.Column<long>(type: "bigint", nullable: false),
                    LastAt = table.Column<long>(type: "bigint", nullable: false),
                    FirstOffset = table.Column<long>(type: "bigint", nullable: true),
                    LastOffset = table.Column<long>(type: "bigint", nullable: true),
                    Text = table.Column<string>(type: "text", maxLength: 400, nullable: false, collation: "C"),
                    Count = table.Column<long>(type: "bigint", nullable: false),
                    AcknowledgedAt = table.Column<long>(type: "bigint", nullable: true),
                    AcknowledgedById = table.Column<string>(type: "text", maxLength: 128, nullable: true, collation: "C"),
                    AcknowledgedBy = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    Note = table.Column<string>(type: "text", maxLength: 500, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Alerts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AspNetRoles",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    NormalizedName = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    ConcurrencyStamp = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetRoles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUsers",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Disabled = table.Column<bool>(type: "boolean", nullable: false),
                    DisplayName = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    TenantId = table.Column<Guid>(type: "uuid", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    PasswordChangedAt = table.Column<long>(type: "bigint", nullable: true),
                    LastSignInAt = table.Column<long>(type: "bigint", nullable: true),
                    UserName = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    NormalizedUserName = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    Email = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    NormalizedEmail = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    EmailConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    PasswordHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SecurityStamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ConcurrencyStamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PhoneNumber = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    PhoneNumberConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    LockoutEnd = table.Column<long>(type: "bigint", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUsers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Sequence = table.Column<long>(type: "bigint", nullable: true),
                    Mac = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    KeyId = table.Column<byte[]>(type: "bytea", maxLength: 8, nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    UserId = table.Column<string>(type: "text", maxLength: 128, nullable: false, collation: "C"),
                    UserName = table.Column<string>(type: "text", maxLength: 256, nullable: false, collation: "C"),
                    Via = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    RemoteAddress = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    Credential = table.Column<string>(type: "text", maxLength: 96, nullable: true, collation: "C"),
                    Authority = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    TenantId = table.Column<Guid>(type: "uuid", nullable: true),
                    ActorTenantId = table.Column<Guid>(type: "uuid", nullable: true),
                    Action = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    ServerId = table.Column<Guid>(type: "uuid", nullable: true),
                    ServerName = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    Outcome = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    Detail = table.Column<string>(type: "text", maxLength: 1000, nullable: true, collation: "C"),
                    Correlation = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BmcEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordId = table.Column<int>(type: "integer", nullable: false),
                    Raw = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: false),
                    LoggedAt = table.Column<long>(type: "bigint", nullable: true),
                    SeenAt = table.Column<long>(type: "bigint", nullable: false),
                    NotBefore = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Severity = table.Column<string>(type: "text", maxLength: 16, nullable: false),
                    SensorType = table.Column<int>(type: "integer", nullable: true),
                    SensorKey = table.Column<string>(type: "text", maxLength: 16, nullable: true, collation: "C"),
                    Subject = table.Column<string>(type: "text", maxLength: 160, nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "text", maxLength: 300, nullable: false, collation: "C"),
                    Details = table.Column<string>(type: "text", maxLength: 600, nullable: false, collation: "C"),
                    IsDeassertion = table.Column<bool>(type: "boolean", nullable: false),
                    IsInLog = table.Column<bool>(type: "boolean", nullable: false),
                    AcknowledgedAt = table.Column<long>(type: "bigint", nullable: true),
                    AcknowledgedById = table.Column<string>(type: "text", maxLength: 128, nullable: true, collation: "C"),
                    AcknowledgedBy = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    Note = table.Column<string>(type: "text", maxLength: 1000, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BmcEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ConsoleInputs",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<string>(type: "text", maxLength: 450, nullable: false, collation: "C"),
                    UserName = table.Column<string>(type: "text", maxLength: 256, nullable: false, collation: "C"),
                    Correlation = table.Column<Guid>(type: "uuid", nullable: false),
                    FromAt = table.Column<long>(type: "bigint", nullable: false),
                    ToAt = table.Column<long>(type: "bigint", nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    Sealed = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConsoleInputs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ConsoleRules",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Severity = table.Column<string>(type: "text", maxLength: 32, nullable: false),
                    Pattern = table.Column<string>(type: "text", maxLength: 500, nullable: false, collation: "C"),
                    Ignored = table.Column<List<string>>(type: "text[]", nullable: false),
                    WindowMinutes = table.Column<int>(type: "integer", nullable: false),
                    Enabled = table.Column<bool>(type: "boolean", nullable: false),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false),
                    ChangedBy = table.Column<string>(type: "text", maxLength: 256, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConsoleRules", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ConsoleScans",
                columns: table => new
                {
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Offset = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConsoleScans", x => x.ServerId);
                });

            migrationBuilder.CreateTable(
                name: "CredentialRotations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RunId = table.Column<Guid>(type: "uuid", nullable: false),
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    ServerName = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 32, nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    Problem = table.Column<string>(type: "text", maxLength: 32, nullable: false),
                    Code = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    Detail = table.Column<string>(type: "text", maxLength: 1000, nullable: true, collation: "C"),
                    Bytes = table.Column<int>(type: "integer", nullable: true),
                    UserId = table.Column<string>(type: "text", maxLength: 450, nullable: false, collation: "C"),
                    UserName = table.Column<string>(type: "text", maxLength: 256, nullable: false, collation: "C"),
                    Via = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    RemoteAddress = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    Reason = table.Column<string>(type: "text", maxLength: 500, nullable: true, collation: "C"),
                    RequestedAt = table.Column<long>(type: "bigint", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CredentialRotations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "EventArchives",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    ServerName = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    ById = table.Column<string>(type: "text", maxLength: 128, nullable: false, collation: "C"),
                    By = table.Column<string>(type: "text", maxLength: 256, nullable: false, collation: "C"),
                    Records = table.Column<int>(type: "integer", nullable: false),
                    Sha256 = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Reservation = table.Column<int>(type: "integer", nullable: false),
                    EntriesBefore = table.Column<int>(type: "integer", nullable: false),
                    EntriesAfter = table.Column<int>(type: "integer", nullable: true),
                    ClearedAt = table.Column<long>(type: "bigint", nullable: true),
                    Detail = table.Column<string>(type: "text", maxLength: 400, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EventArchives", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "EventLogStates",
                columns: table => new
                {
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordId = table.Column<int>(type: "integer", nullable: false),
                    NextId = table.Column<int>(type: "integer", nullable: false),
                    LastRecord = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    LastErase = table.Column<long>(type: "bigint", nullable: false),
                    Entries = table.Column<int>(type: "integer", nullable: false),
                    ReadAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EventLogStates", x => x.ServerId);
                });

            migrationBuilder.CreateTable(
                name: "HandOvers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    ServerName = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Epoch = table.Column<int>(type: "integer", nullable: false),
                    FromTenantId = table.Column<Guid>(type: "uuid", nullable: true),
                    FromTenant = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    ToTenantId = table.Column<Guid>(type: "uuid", nullable: true),
                    ToTenant = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    By = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    GrantsEnded = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HandOvers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IgnoredLines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RuleId = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    Pattern = table.Column<string>(type: "text", maxLength: 500, nullable: false, collation: "C"),
                    Servers = table.Column<string>(type: "text", maxLength: 500, nullable: true, collation: "C"),
                    Note = table.Column<string>(type: "text", maxLength: 500, nullable: true, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    CreatedBy = table.Column<string>(type: "text", maxLength: 256, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IgnoredLines", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PowerOperations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    ServerName = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Action = table.Column<string>(type: "text", maxLength: 32, nullable: false),
                    State = table.Column<string>(type: "text", maxLength: 32, nullable: false),
                    Problem = table.Column<string>(type: "text", maxLength: 32, nullable: false),
                    Detail = table.Column<string>(type: "text", maxLength: 1000, nullable: true, collation: "C"),
                    UserId = table.Column<string>(type: "text", maxLength: 128, nullable: false, collation: "C"),
                    UserName = table.Column<string>(type: "text", maxLength: 256, nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", maxLength: 500, nullable: true, collation: "C"),
                    IdempotencyKey = table.Column<string>(type: "text", maxLength: 128, nullable: true, collation: "C"),
                    RequestedAt = table.Column<long>(type: "bigint", nullable: false),
                    SentAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PowerOperations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "QueuedMails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Sealed = table.Column<byte[]>(type: "bytea", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    NextAt = table.Column<long>(type: "bigint", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    LastError = table.Column<string>(type: "text", maxLength: 200, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QueuedMails", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SensorBlocks",
                columns: table => new
                {
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Tier = table.Column<string>(type: "text", maxLength: 16, nullable: false),
                    Start = table.Column<long>(type: "bigint", nullable: false),
                    Data = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SensorBlocks", x => new { x.ServerId, x.Tier, x.Start });
                });

            migrationBuilder.CreateTable(
                name: "Tenants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    NormalizedName = table.Column<string>(type: "text", maxLength: 256, nullable: false, collation: "C"),
                    Suspended = table.Column<bool>(type: "boolean", nullable: false),
                    SuspendedAt = table.Column<long>(type: "bigint", nullable: true),
                    SuspendedBy = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    SuspendReason = table.Column<string>(type: "text", maxLength: 200, nullable: true, collation: "C"),
                    Allowed = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tenants", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AspNetRoleClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    RoleId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ClaimType = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ClaimValue = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetRoleClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetRoleClaims_AspNetRoles_RoleId",
                        column: x => x.RoleId,
                        principalTable: "AspNetRoles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ApiTokens",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Rights = table.Column<int>(type: "integer", nullable: true),
                    ScopeKind = table.Column<string>(type: "text", maxLength: 16, nullable: false),
                    ScopeValue = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: true),
                    LastUsedAt = table.Column<long>(type: "bigint", nullable: true),
                    LastUsedFrom = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiTokens", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ApiTokens_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ClaimType = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ClaimValue = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUserClaims_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "text", maxLength: 128, nullable: false, collation: "C"),
                    ProviderKey = table.Column<string>(type: "text", maxLength: 128, nullable: false, collation: "C"),
                    ProviderDisplayName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AspNetUserLogins_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserPasskeys",
                columns: table => new
                {
                    CredentialId = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserPasskeys", x => x.CredentialId);
                    table.ForeignKey(
                        name: "FK_AspNetUserPasskeys_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserRoles",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RoleId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserRoles", x => new { x.UserId, x.RoleId });
                    table.ForeignKey(
                        name: "FK_AspNetUserRoles_AspNetRoles_RoleId",
                        column: x => x.RoleId,
                        principalTable: "AspNetRoles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AspNetUserRoles_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserTokens",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LoginProvider = table.Column<string>(type: "text", maxLength: 128, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", maxLength: 128, nullable: false, collation: "C"),
                    Value = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AspNetUserTokens_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AuthenticatorApps",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Secret = table.Column<byte[]>(type: "bytea", maxLength: 512, nullable: false),
                    LastStep = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ConfirmedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthenticatorApps", x => x.UserId);
                    table.ForeignKey(
                        name: "FK_AuthenticatorApps_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OneTimeLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Purpose = table.Column<string>(type: "text", maxLength: 16, nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    UsedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OneTimeLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OneTimeLinks_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RecoveryCodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    UsedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecoveryCodes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RecoveryCodes_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Snippets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OwnerId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TenantId = table.Column<Guid>(type: "uuid", nullable: true),
                    Name = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "text", maxLength: 8192, nullable: false, collation: "C"),
                    SendsEnter = table.Column<bool>(type: "boolean", nullable: false),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false),
                    ChangedBy = table.Column<string>(type: "text", maxLength: 256, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Snippets", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Snippets_AspNetUsers_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UserSessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    KeyHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Stamp = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Method = table.Column<string>(type: "text", maxLength: 16, nullable: false),
                    Strong = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    SeenAt = table.Column<long>(type: "bigint", nullable: false),
                    ConfirmedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    IdleMinutes = table.Column<int>(type: "integer", nullable: false),
                    Address = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    Agent = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserSessions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_UserSessions_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "HandOverSteps",
                columns: table => new
                {
                    HandOverId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", maxLength: 32, nullable: false),
                    State = table.Column<string>(type: "text", maxLength: 16, nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    Outcome = table.Column<string>(type: "text", maxLength: 32, nullable: true, collation: "C"),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    Detail = table.Column<string>(type: "text", maxLength: 1000, nullable: true, collation: "C"),
                    Evidence = table.Column<string>(type: "text", maxLength: 65536, nullable: true, collation: "C"),
                    AnsweredBy = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HandOverSteps", x => new { x.HandOverId, x.Kind });
                    table.ForeignKey(
                        name: "FK_HandOverSteps_HandOvers_HandOverId",
                        column: x => x.HandOverId,
                        principalTable: "HandOvers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CustomRoles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    TenantId = table.Column<Guid>(type: "uuid", nullable: true),
                    Rights = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "Servers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    NormalizedName = table.Column<string>(type: "text", maxLength: 256, nullable: false, collation: "C"),
                    Address = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Port = table.Column<int>(type: "integer", nullable: false),
                    UserName = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    SealedPassword = table.Column<byte[]>(type: "bytea", nullable: true),
                    SealedNextPassword = table.Column<byte[]>(type: "bytea", nullable: true),
                    PasswordSetAt = table.Column<long>(type: "bigint", nullable: true),
                    PasswordGenerated = table.Column<bool>(type: "boolean", nullable: false),
                    SealedKg = table.Column<byte[]>(type: "bytea", nullable: true),
                    CredentialVerifiedAt = table.Column<long>(type: "bigint", nullable: true),
                    Quirks = table.Column<int>(type: "integer", nullable: false),
                    TenantId = table.Column<Guid>(type: "uuid", nullable: true),
                    Tenant = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    Epoch = table.Column<int>(type: "integer", nullable: false),
                    ConsoleFrom = table.Column<long>(type: "bigint", nullable: false),
                    TenancyFrom = table.Column<long>(type: "bigint", nullable: false),
                    Site = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    Rack = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    Notes = table.Column<string>(type: "text", maxLength: 4000, nullable: true, collation: "C"),
                    NotesAt = table.Column<long>(type: "bigint", nullable: true),
                    Tags = table.Column<List<string>>(type: "text[]", nullable: false),
                    ConsolePolicy = table.Column<string>(type: "text", maxLength: 32, nullable: false),
                    ConsoleRecording = table.Column<string>(type: "text", maxLength: 32, nullable: false),
                    ConsoleKeepDays = table.Column<int>(type: "integer", nullable: true),
                    ConsoleKeepMegabytes = table.Column<int>(type: "integer", nullable: true),
                    ConsoleCharset = table.Column<string>(type: "text", maxLength: 16, nullable: false),
                    ConsoleContention = table.Column<string>(type: "text", maxLength: 32, nullable: false),
                    ConsoleReleasedAt = table.Column<long>(type: "bigint", nullable: true),
                    ConsoleReleasedUntil = table.Column<long>(type: "bigint", nullable: true),
                    ConsoleReleasedBy = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    ConsoleReleaseReason = table.Column<string>(type: "text", maxLength: 200, nullable: true, collation: "C"),
                    ConsoleTakenAt = table.Column<long>(type: "bigint", nullable: true),
                    Simulated = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Servers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Servers_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Grants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "text", maxLength: 32, nullable: false),
                    CustomRoleId = table.Column<Guid>(type: "uuid", nullable: true),
                    ScopeKind = table.Column<string>(type: "text", maxLength: 16, nullable: false),
                    ScopeValue = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Denies = table.Column<bool>(type: "boolean", nullable: false),
                    StartsAt = table.Column<long>(type: "bigint", nullable: true),
                    EndsAt = table.Column<long>(type: "bigint", nullable: true),
                    Reason = table.Column<string>(type: "text", maxLength: 200, nullable: true, collation: "C"),
                    GivenBy = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    GivenByStaff = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Grants", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Grants_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Grants_CustomRoles_CustomRoleId",
                        column: x => x.CustomRoleId,
                        principalTable: "CustomRoles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AccessRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UserName = table.Column<string>(type: "text", maxLength: 256, nullable: false, collation: "C"),
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    ServerName = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "text", maxLength: 32, nullable: false),
                    CustomRoleId = table.Column<Guid>(type: "uuid", nullable: true),
                    Hours = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "text", maxLength: 16, nullable: false),
                    DecidedBy = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true),
                    Answer = table.Column<string>(type: "text", maxLength: 200, nullable: true, collation: "C"),
                    GivenHours = table.Column<int>(type: "integer", nullable: true),
                    EndsAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccessRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccessRequests_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AccessRequests_CustomRoles_CustomRoleId",
                        column: x => x.CustomRoleId,
                        principalTable: "CustomRoles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_AccessRequests_Servers_ServerId",
                        column: x => x.ServerId,
                        principalTable: "Servers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "BmcBaselines",
                columns: table => new
                {
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    TakenAt = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    Accounts = table.Column<string>(type: "text", maxLength: 65536, nullable: true, collation: "C"),
                    Network = table.Column<string>(type: "text", maxLength: 65536, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BmcBaselines", x => x.ServerId);
                    table.ForeignKey(
                        name: "FK_BmcBaselines_Servers_ServerId",
                        column: x => x.ServerId,
                        principalTable: "Servers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CredentialChecks",
                columns: table => new
                {
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Problem = table.Column<string>(type: "text", maxLength: 32, nullable: false),
                    Findings = table.Column<string>(type: "text", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CredentialChecks", x => x.ServerId);
                    table.ForeignKey(
                        name: "FK_CredentialChecks_Servers_ServerId",
                        column: x => x.ServerId,
                        principalTable: "Servers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ObserverLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Epoch = table.Column<int>(type: "integer", nullable: false),
                    Label = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    CreatedById = table.Column<string>(type: "text", maxLength: 128, nullable: false, collation: "C"),
                    CreatedBy = table.Column<string>(type: "text", maxLength: 256, nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    EndsAt = table.Column<long>(type: "bigint", nullable: false),
                    ConsoleFrom = table.Column<long>(type: "bigint", nullable: false),
                    RevokedAt = table.Column<long>(type: "bigint", nullable: true),
                    RevokedBy = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    LastUsedAt = table.Column<long>(type: "bigint", nullable: true),
                    LastUsedFrom = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    Uses = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ObserverLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ObserverLinks_Servers_ServerId",
                        column: x => x.ServerId,
                        principalTable: "Servers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Tenancies",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ServerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Epoch = table.Column<int>(type: "integer", nullable: false),
                    TenantId = table.Column<Guid>(type: "uuid", nullable: true),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    ConsoleFrom = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C")
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

            migrationBuilder.CreateIndex(
                name: "IX_AccessRequests_CustomRoleId",
                table: "AccessRequests",
                column: "CustomRoleId");

            migrationBuilder.CreateIndex(
                name: "IX_AccessRequests_ServerId",
                table: "AccessRequests",
                column: "ServerId");

            migrationBuilder.CreateIndex(
                name: "IX_AccessRequests_State_CreatedAt",
                table: "AccessRequests",
                columns: new[] { "State", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AccessRequests_UserId",
                table: "AccessRequests",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_LastAt",
                table: "Alerts",
                column: "LastAt");

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_Open",
                table: "Alerts",
                columns: new[] { "ServerId", "Severity" },
                filter: "\"AcknowledgedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_ServerId_Source_Key_LastOffset",
                table: "Alerts",
                columns: new[] { "ServerId", "Source", "Key", "LastOffset" });

            migrationBuilder.CreateIndex(
                name: "IX_ApiTokens_Hash",
                table: "ApiTokens",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ApiTokens_UserId",
                table: "ApiTokens",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetRoleClaims_RoleId",
                table: "AspNetRoleClaims",
                column: "RoleId");

            migrationBuilder.CreateIndex(
                name: "RoleNameIndex",
                table: "AspNetRoles",
                column: "NormalizedName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserClaims_UserId",
                table: "AspNetUserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserLogins_UserId",
                table: "AspNetUserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserPasskeys_UserId",
                table: "AspNetUserPasskeys",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserRoles_RoleId",
                table: "AspNetUserRoles",
                column: "RoleId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "AspNetUsers",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "AspNetUsers",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_At",
                table: "AuditEntries",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Correlation",
                table: "AuditEntries",
                column: "Correlation");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Sequence",
                table: "AuditEntries",
                column: "Sequence",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_ServerId",
                table: "AuditEntries",
                column: "ServerId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_TenantId",
                table: "AuditEntries",
                column: "TenantId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_UserId",
                table: "AuditEntries",
                column: "UserId");

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
                name: "IX_ConsoleInputs_ServerId_Id",
                table: "ConsoleInputs",
                columns: new[] { "ServerId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ConsoleInputs_ToAt",
                table: "ConsoleInputs",
                column: "ToAt");

            migrationBuilder.CreateIndex(
                name: "IX_CredentialRotations_RunId_ServerName",
                table: "CredentialRotations",
                columns: new[] { "RunId", "ServerName" });

            migrationBuilder.CreateIndex(
                name: "IX_CredentialRotations_ServerId",
                table: "CredentialRotations",
                column: "ServerId");

            migrationBuilder.CreateIndex(
                name: "IX_CredentialRotations_State",
                table: "CredentialRotations",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_CustomRoles_TenantId",
                table: "CustomRoles",
                column: "TenantId");

            migrationBuilder.CreateIndex(
                name: "IX_EventArchives_ServerId_At",
                table: "EventArchives",
                columns: new[] { "ServerId", "At" });

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
                name: "IX_HandOvers_ServerId_Epoch",
                table: "HandOvers",
                columns: new[] { "ServerId", "Epoch" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HandOvers_StartedAt",
                table: "HandOvers",
                column: "StartedAt");

            migrationBuilder.CreateIndex(
                name: "IX_ObserverLinks_Hash",
                table: "ObserverLinks",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ObserverLinks_ServerId",
                table: "ObserverLinks",
                column: "ServerId");

            migrationBuilder.CreateIndex(
                name: "IX_OneTimeLinks_Hash",
                table: "OneTimeLinks",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OneTimeLinks_UserId",
                table: "OneTimeLinks",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_PowerOperations_RequestedAt",
                table: "PowerOperations",
                column: "RequestedAt");

            migrationBuilder.CreateIndex(
                name: "IX_PowerOperations_ServerId_UnderWay",
                table: "PowerOperations",
                column: "ServerId",
                unique: true,
                filter: "\"State\" IN ('Requested', 'Sent')");

            migrationBuilder.CreateIndex(
                name: "IX_PowerOperations_UserId_IdempotencyKey_ServerId",
                table: "PowerOperations",
                columns: new[] { "UserId", "IdempotencyKey", "ServerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_QueuedMails_NextAt",
                table: "QueuedMails",
                column: "NextAt");

            migrationBuilder.CreateIndex(
                name: "IX_RecoveryCodes_UserId_Hash",
                table: "RecoveryCodes",
                columns: new[] { "UserId", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SensorBlocks_Tier_Start",
                table: "SensorBlocks",
                columns: new[] { "Tier", "Start" });

            migrationBuilder.CreateIndex(
                name: "IX_Servers_Address_Port",
                table: "Servers",
                columns: new[] { "Address", "Port" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Servers_NormalizedName",
                table: "Servers",
                column: "NormalizedName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Servers_TenantId",
                table: "Servers",
                column: "TenantId");

            migrationBuilder.CreateIndex(
                name: "IX_Snippets_OwnerId",
                table: "Snippets",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Snippets_TenantId",
                table: "Snippets",
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

            migrationBuilder.CreateIndex(
                name: "IX_UserSessions_ExpiresAt",
                table: "UserSessions",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_UserSessions_KeyHash",
                table: "UserSessions",
                column: "KeyHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_UserSessions_UserId",
                table: "UserSessions",
                column: "UserId");

            // The audit is only ever added to.
            migrationBuilder.Sql("""
                CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'Rows of the audit are never changed or deleted.';
                END $$;
                CREATE TRIGGER "AuditEntries_NoUpdate" BEFORE UPDATE ON "AuditEntries" FOR EACH ROW EXECUTE FUNCTION audit_is_kept();
                CREATE TRIGGER "AuditEntries_NoDelete" BEFORE DELETE ON "AuditEntries" FOR EACH ROW EXECUTE FUNCTION audit_is_kept();
                CREATE TRIGGER "AuditEntries_NoTruncate" BEFORE TRUNCATE ON "AuditEntries" FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccessRequests");

            migrationBuilder.DropTable(
                name: "Alerts");

            migrationBuilder.DropTable(
                name: "ApiTokens");

            migrationBuilder.DropTable(
                name: "AspNetRoleClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserLogins");

            migrationBuilder.DropTable(
                name: "AspNetUserPasskeys");

            migrationBuilder.DropTable(
                name: "AspNetUserRoles");

            migrationBuilder.DropTable(
                name: "AspNetUserTokens");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "AuthenticatorApps");

            migrationBuilder.DropTable(
                name: "BmcBaselines");

            migrationBuilder.DropTable(
                name: "BmcEvents");

            migrationBuilder.DropTable(
                name: "ConsoleInputs");

            migrationBuilder.DropTable(
                name: "ConsoleRules");

            migrationBuilder.DropTable(
                name: "ConsoleScans");

            migrationBuilder.DropTable(
                name: "CredentialChecks");

            migrationBuilder.DropTable(
                name: "CredentialRotations");

            migrationBuilder.DropTable(
                name: "EventArchives");

            migrationBuilder.DropTable(
                name: "EventLogStates");

            migrationBuilder.DropTable(
                name: "Grants");

            migrationBuilder.DropTable(
                name: "HandOverSteps");

            migrationBuilder.DropTable(
                name: "IgnoredLines");

            migrationBuilder.DropTable(
                name: "ObserverLinks");

            migrationBuilder.DropTable(
                name: "OneTimeLinks");

            migrationBuilder.DropTable(
                name: "PowerOperations");

            migrationBuilder.DropTable(
                name: "QueuedMails");

            migrationBuilder.DropTable(
                name: "RecoveryCodes");

            migrationBuilder.DropTable(
                name: "SensorBlocks");

            migrationBuilder.DropTable(
                name: "Snippets");

            migrationBuilder.DropTable(
                name: "Tenancies");

            migrationBuilder.DropTable(
                name: "UserSessions");

            migrationBuilder.DropTable(
                name: "AspNetRoles");

            migrationBuilder.DropTable(
                name: "CustomRoles");

            migrationBuilder.DropTable(
                name: "HandOvers");

            migrationBuilder.DropTable(
                name: "Servers");

            migrationBuilder.DropTable(
                name: "AspNetUsers");

            migrationBuilder.DropTable(
                name: "Tenants");

            migrationBuilder.Sql("DROP FUNCTION audit_is_kept();");
        }
    }
}
