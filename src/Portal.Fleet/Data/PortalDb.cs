using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Observing;
using Portal.Fleet.Access.Requests;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Alerts;
using Portal.Fleet.Configuration.Lan;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Input;
using Portal.Fleet.Consoles.Rules;
using Portal.Fleet.Credentials;
using Portal.Fleet.Events;
using Portal.Fleet.Inventory;
using Portal.Fleet.Links;
using Portal.Fleet.Mail;
using Portal.Fleet.Power;
using Portal.Fleet.Power.Bulk;
using Portal.Fleet.Sensors.History;
using Portal.Fleet.Servers;
using Portal.Fleet.SignIn;
using Portal.Fleet.Snippets;
using Portal.Fleet.Tenants;
using Portal.Fleet.Tenants.HandOvers;
using Portal.Fleet.Views;

namespace Portal.Fleet.Data;

/// <summary>The portal's database. Short contexts from <see cref="IDbContextFactory{TContext}"/> only.</summary>
public sealed class PortalDb(DbContextOptions<PortalDb> options) : IdentityDbContext<PortalUser>(options)
{
    internal DbSet<Server> Servers => Set<Server>();

    internal DbSet<Grant> Grants => Set<Grant>();

    internal DbSet<CustomRole> CustomRoles => Set<CustomRole>();

    internal DbSet<Tenant> Tenants => Set<Tenant>();

    internal DbSet<Tenancy> Tenancies => Set<Tenancy>();

    internal DbSet<HandOver> HandOvers => Set<HandOver>();

    internal DbSet<HandOverStep> HandOverSteps => Set<HandOverStep>();

    internal DbSet<BmcBaseline> BmcBaselines => Set<BmcBaseline>();

    internal DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    internal DbSet<UserSession> UserSessions => Set<UserSession>();

    internal DbSet<AuthenticatorApp> AuthenticatorApps => Set<AuthenticatorApp>();

    internal DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    internal DbSet<OneTimeLink> OneTimeLinks => Set<OneTimeLink>();

    internal DbSet<AccessRequest> AccessRequests => Set<AccessRequest>();

    internal DbSet<ObserverLink> ObserverLinks => Set<ObserverLink>();

    internal DbSet<PowerOperation> PowerOperations => Set<PowerOperation>();

    internal DbSet<HardOff> HardOffs => Set<HardOff>();

    internal DbSet<BulkOperation> BulkOperations => Set<BulkOperation>();

    internal DbSet<BulkTarget> BulkTargets => Set<BulkTarget>();

    internal DbSet<SavedView> SavedViews => Set<SavedView>();

    internal DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    internal DbSet<Snippet> Snippets => Set<Snippet>();

    internal DbSet<ConsoleInput> ConsoleInputs => Set<ConsoleInput>();

    internal DbSet<Alert> Alerts => Set<Alert>();

    internal DbSet<ConsoleScan> ConsoleScans => Set<ConsoleScan>();

    internal DbSet<ConsoleRuleRow> ConsoleRules => Set<ConsoleRuleRow>();

    internal DbSet<IgnoredLineRow> IgnoredLines => Set<IgnoredLineRow>();

    internal DbSet<CredentialRotation> CredentialRotations => Set<CredentialRotation>();

    internal DbSet<CredentialCheck> CredentialChecks => Set<CredentialCheck>();

    internal DbSet<BmcEvent> BmcEvents => Set<BmcEvent>();

    internal DbSet<EventLogState> EventLogStates => Set<EventLogState>();

    internal DbSet<EventArchive> EventArchives => Set<EventArchive>();

    internal DbSet<StoredInventory> Inventories => Set<StoredInventory>();

    internal DbSet<InventoryChange> InventoryChanges => Set<InventoryChange>();

    internal DbSet<SensorBlock> SensorBlocks => Set<SensorBlock>();

    internal DbSet<LanMove> LanMoves => Set<LanMove>();

    internal DbSet<QueuedMail> QueuedMails => Set<QueuedMail>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDb).Assembly);
        if (Database.IsPostgres())
            PostgresModel.Apply(builder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
        configurationBuilder.Properties<BmcId>().HaveConversion<BmcIdConverter>();
        configurationBuilder.Properties<PowerOperationId>().HaveConversion<PowerOperationIdConverter>();
        configurationBuilder.Properties<BulkId>().HaveConversion<BulkIdConverter>();
        configurationBuilder.Properties<AlertId>().HaveConversion<AlertIdConverter>();

        // Names, not numbers: an inserted enum member must not change what old rows mean.
        configurationBuilder.Properties<Role>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<SignInMethod>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<LinkPurpose>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<HandOverStepKind>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<HandOverStepState>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<ScopeKind>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<PowerAction>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<PowerOperationState>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<HardOffState>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<BulkState>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<BulkTargetState>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<ConsoleContention>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<ConsoleRecording>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<ConsolePolicy>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<ConsoleCharset>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<AlertSource>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<AlertSeverity>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<RotationState>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<CredentialFindings>().HaveConversion<string>().HaveMaxLength(400);
        configurationBuilder.Properties<BmcProblem>().HaveConversion<string>().HaveMaxLength(32);
    }
}
