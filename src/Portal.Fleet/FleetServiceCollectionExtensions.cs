using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Explaining;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Observing;
using Portal.Fleet.Access.Requests;
using Portal.Fleet.Alerts;
using Portal.Fleet.Auditing;
using Portal.Fleet.Configuration;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Input;
using Portal.Fleet.Consoles.Rules;
using Portal.Fleet.Consoles.Search;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Credentials;
using Portal.Fleet.Data;
using Portal.Fleet.Events;
using Portal.Fleet.Inventory;
using Portal.Fleet.Links;
using Portal.Fleet.News;
using Portal.Fleet.Polling;
using Portal.Fleet.Power;
using Portal.Fleet.Power.Bulk;
using Portal.Fleet.Secrets;
using Portal.Fleet.Sensors;
using Portal.Fleet.Sensors.History;
using Portal.Fleet.Servers;
using Portal.Fleet.Snippets;
using Portal.Fleet.Status;
using Portal.Fleet.Tenants;
using Portal.Fleet.Tenants.HandOvers;
using Portal.Fleet.Views;

namespace Portal.Fleet;

/// <summary>Registers everything in Portal.Fleet. The host registers <c>IDbContextFactory&lt;PortalDb&gt;</c> with its provider.</summary>
public static class FleetServiceCollectionExtensions
{
    /// <summary>
    /// The fleet and its gate. <see cref="FleetKeeper"/> holds the links while the host runs; the command line uses the same services without it
    /// by not starting the host.
    /// </summary>
    public static IHostApplicationBuilder AddPortalFleet(this IHostApplicationBuilder builder, FleetPaths paths)
    {
        PrivateFiles.CreateDirectory(paths.DataDirectory);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(paths);
        services.AddPortalIdentitySchema();

        services.AddOptions<BmcOptions>().Configure<IConfiguration>((options, configuration) => options.AllowedNetworks = ReadNetworks(configuration)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BmcOptions>, ValidateBmcOptions>();
        services.AddOptions<PollingOptions>().Configure<IConfiguration>(ReadPolling).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PollingOptions>, ValidatePollingOptions>();
        services.AddOptions<ConsoleOptions>().Configure<IConfiguration>(ReadConsole).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConsoleOptions>, ValidateConsoleOptions>();
        services.TryAddSingleton(provider => new FleetOptions { Poll = TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<PollingOptions>>().Value.PowerSeconds) });
        services.AddFleetReadings();

        services.AddPortalSecrets(paths);
        services.AddSingleton<NetworkGate>();
        services.AddSingleton<GrantCache>();
        services.AddSingleton<BmcDialer>();
        services.AddSingleton<BmcTester>();
        services.AddSingleton<CredentialMarks>();
        services.AddSingleton<SessionNotes>();
        services.AddSingleton<LineLedger>();
        services.TryAddSingleton(provider => new RecordOptions { Retention = provider.GetRequiredService<IOptions<ConsoleOptions>>().Value.Retention });
        services.TryAddSingleton<RecordDisk>();
        services.AddSingleton(provider => new ConsoleStore(
            Path.Combine(paths.DataDirectory, "consoles"), provider.GetRequiredService<RecordOptions>(), provider.GetRequiredService<RecordDisk>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ConsoleStore>>()));
        services.AddSingleton<IConsoleStore>(provider => provider.GetRequiredService<ConsoleStore>());
        services.AddSingleton<LinkDesk>();
        services.AddSingleton<LocalFleet>();
        services.AddSingleton<IFleet>(provider => provider.GetRequiredService<LocalFleet>());
        services.AddSingleton<TenantRows>();
        services.AddSingleton<ServerRegistry>();
        services.AddSingleton<PowerLedger>();
        services.TryAddSingleton<PowerLimits>();
        services.AddSingleton<PowerPace>();
        services.AddSingleton<PowerService>();
        services.AddSingleton<HardOffKeeper>();
        services.AddSingleton<BulkLedger>();
        services.AddSingleton<BulkService>();
        services.AddSingleton<RecordIndexer>();
        services.AddSingleton<ConsoleSearch>();
        services.AddSingleton<AlertLedger>();
        services.AddSingleton<RuleBook>();
        services.AddBmcConfiguration();
        services.AddSingleton<NewsRing>();
        services.AddHostedService<NewsWriter>();
        services.AddSingleton<FleetDesk>();
        services.AddSingleton<InputJournal>();
        services.AddFleetAudit(paths);
        services.AddSingleton<HandOverBell>();
        services.AddSingleton<LogShelf>();
        services.AddSingleton<BaselineBook>();
        services.AddSingleton(provider => new HandOverSteps(
            provider.GetRequiredService<IFleet>(), provider.GetRequiredService<ServerRegistry>(), provider.GetRequiredService<LogShelf>(),
            provider.GetRequiredService<BaselineBook>(), Factory(provider), provider.GetRequiredService<TimeProvider>(), provider.GetService<IBmcPasswordRotation>()));
        services.AddHostedService<FleetKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<HardOffKeeper>());
        services.AddHostedService<HandOverRunner>();
        services.AddPortalCredentials();
        services.AddHostedService(provider => provider.GetRequiredService<InputJournal>());
        services.AddHostedService<RuleScanner>();
        services.AddHostedService(provider => provider.GetRequiredService<RecordIndexer>());

        // Public types with internal constructors: the container cannot make them by itself.
        services.AddSingleton(provider => new StatusBoard(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new CredentialBus(provider.GetRequiredService<ILogger<CredentialBus>>()));
        services.AddSingleton(provider => new Audit(Factory(provider), provider.GetRequiredService<AuditWriter>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new Grants(Factory(provider), provider.GetRequiredService<GrantCache>(), provider.GetRequiredService<CredentialBus>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new TenantDirectory(
            Factory(provider), provider.GetRequiredService<ServerRegistry>(), provider.GetRequiredService<GrantCache>(), provider.GetRequiredService<Audit>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ScopeBook>();
        services.AddSingleton<AccessDesk>();
        services.AddSingleton(provider => new GrantBook(provider.GetRequiredService<AccessDesk>()));
        services.AddSingleton(provider => new ProviderGrants(provider.GetRequiredService<AccessDesk>()));
        services.AddSingleton(provider => new RoleBook(provider.GetRequiredService<AccessDesk>(), provider.GetRequiredService<GrantBook>()));
        services.AddSingleton(provider => new PeopleBook(
            provider.GetRequiredService<AccessDesk>(), provider.GetRequiredService<GrantBook>(), provider.GetRequiredService<CredentialBus>()));
        services.AddSingleton(provider => new RequestBook(provider.GetRequiredService<AccessDesk>(), provider.GetRequiredService<GrantBook>(), provider.GetRequiredService<RoleBook>()));
        services.AddSingleton(provider => new ExplainBook(provider.GetRequiredService<AccessDesk>(), provider.GetRequiredService<GrantBook>()));
        services.AddSingleton(provider => new ObserverLinks(provider.GetRequiredService<AccessDesk>(), provider.GetRequiredService<BmcAccess>()));
        services.AddSingleton(provider => new ApiTokens(
            Factory(provider), provider.GetRequiredService<GrantCache>(), provider.GetRequiredService<ScopeBook>(), provider.GetRequiredService<Audit>(),
            provider.GetRequiredService<CredentialBus>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new SnippetShelf(
            Factory(provider), provider.GetRequiredService<GrantCache>(), provider.GetRequiredService<Audit>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ViewShelf(
            Factory(provider), provider.GetRequiredService<GrantCache>(), provider.GetRequiredService<Audit>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new BmcAccess(provider.GetRequiredService<FleetDesk>(), provider.GetRequiredService<ILogger<BmcAccess>>()));
        services.AddSingleton(provider => new HandOverDesk(
            provider.GetRequiredService<BmcAccess>(), provider.GetRequiredService<FleetDesk>(), Factory(provider), provider.GetRequiredService<HandOverBell>(),
            provider.GetRequiredService<BaselineBook>(), provider.GetRequiredService<LogShelf>(), provider.GetService<IBmcPasswordRotation>()));
        services.AddSingleton(provider => new DemoFleet(
            Factory(provider), provider.GetRequiredService<ServerRegistry>(), provider.GetRequiredService<NetworkGate>(),
            provider.GetRequiredService<CredentialVault>(), provider.GetRequiredService<ILogger<DemoFleet>>()));
        return builder;
    }

    /// <summary>Sensors and event logs: who reads, keeps and shows them.</summary>
    private static void AddFleetReadings(this IServiceCollection services)
    {
        static PollingOptions Polling(IServiceProvider provider) => provider.GetRequiredService<IOptions<PollingOptions>>().Value;
        static TimeSpan? Every(int seconds) => seconds == 0 ? null : TimeSpan.FromSeconds(seconds);
        services.TryAddSingleton(provider => new PollPlan
        {
            Sensors = Every(Polling(provider).SensorSeconds),
            Events = Every(Polling(provider).EventSeconds),
            Inventory = Every(Polling(provider).InventoryHours * 3600),
        });
        services.TryAddSingleton(provider => new ReadingsOptions
        {
            KeepsHistory = Polling(provider).History,
            KeepEvents = TimeSpan.FromDays(Polling(provider).EventDays),
            PerBmc = Polling(provider).RequestsPerBmc,
            PerProcess = Polling(provider).RequestsInAll,
        });
        services.AddSingleton(provider => new PollBudget(provider.GetRequiredService<ReadingsOptions>().PerProcess, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SdrShelf>();
        services.AddSingleton<HistoryBook>();
        services.AddSingleton<EventLedger>();
        services.AddSingleton<InventoryBook>();
        services.AddSingleton<ArchiveShelf>();
        services.AddSingleton(provider => new SensorWork(provider.GetRequiredService<SdrShelf>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<EventWork>();
        services.AddSingleton<ReadingsDesk>();
        services.AddHostedService<ReadingsKeeper>();
    }

    /// <summary>The chain of the audit, and who exports its anchors.</summary>
    private static void AddFleetAudit(this IServiceCollection services, FleetPaths paths)
    {
        services.AddOptions<AuditOptions>().Configure<IConfiguration>((options, configuration) =>
            options.AnchorFile = configuration["Portal:Audit:AnchorFile"] is { Length: > 0 } path ? path : null);
        services.AddSingleton<AuditKeyFile>();
        services.AddSingleton<ISealedStore>(provider => provider.GetRequiredService<AuditKeyFile>());
        services.AddSingleton(provider => provider.GetRequiredService<AuditKeyFile>().Load());
        services.AddSingleton<AuditWriter>();
        services.AddSingleton(provider => new AnchorFile(Path.GetFullPath(
            provider.GetRequiredService<IOptions<AuditOptions>>().Value.AnchorFile ?? Path.Combine(paths.DataDirectory, "audit-anchors.jsonl"))));
        services.AddSingleton<AuditVerifier>();
        services.AddSingleton<AuditBook>();
        services.AddSingleton<AuditKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditKeeper>());
    }

    private static IDbContextFactory<PortalDb> Factory(IServiceProvider provider) => provider.GetRequiredService<IDbContextFactory<PortalDb>>();

    /// <summary>A list, or for the environment's sake one text with commas.</summary>
    private static List<string> ReadNetworks(IConfiguration configuration)
    {
        var section = configuration.GetSection("Portal:Bmc:AllowedNetworks");
        string?[] values = [section.Value, .. section.GetChildren().Select(child => child.Value)];
        return [.. values.OfType<string>().SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
    }

    private static void ReadPolling(PollingOptions options, IConfiguration configuration)
    {
        options.PowerSeconds = ReadNumber(configuration, "Portal:Polling:PowerSeconds", options.PowerSeconds, "2 to 3600");
        options.SensorSeconds = ReadNumber(configuration, "Portal:Polling:SensorSeconds", options.SensorSeconds, "10 to 86400, or 0");
        options.EventSeconds = ReadNumber(configuration, "Portal:Polling:EventSeconds", options.EventSeconds, "10 to 86400, or 0");
        options.InventoryHours = ReadNumber(configuration, "Portal:Polling:InventoryHours", options.InventoryHours, "1 to 720, or 0");
        options.History = ReadSwitch(configuration, "Portal:Polling:History", options.History);
        options.EventDays = ReadNumber(configuration, "Portal:Polling:EventDays", options.EventDays, "1 to 3650");
        options.RequestsPerBmc = ReadNumber(configuration, "Portal:Polling:RequestsPerBmc", options.RequestsPerBmc, "1 to 1000");
        options.RequestsInAll = ReadNumber(configuration, "Portal:Polling:RequestsInAll", options.RequestsInAll, "10 to 1000000");
    }

    private static void ReadConsole(ConsoleOptions options, IConfiguration configuration)
    {
        options.KeepDays = ReadNumber(configuration, "Portal:Console:KeepDays", options.KeepDays, $"1 to {ValidateConsoleOptions.MostDays}");
        options.KeepMegabytes = ReadNumber(configuration, "Portal:Console:KeepMegabytes", options.KeepMegabytes, $"1 to {ValidateConsoleOptions.MostMegabytes}");
        options.RecordInput = ReadSwitch(configuration, "Portal:Console:RecordInput", options.RecordInput);
    }

    private static bool ReadSwitch(IConfiguration configuration, string key, bool otherwise)
    {
        if (configuration[key] is not { Length: > 0 } text)
            return otherwise;
        return bool.TryParse(text, out var value) ? value : throw new StartRefusedException($"{key} has the value \"{text}\"; it must be true or false.");
    }

    private static int ReadNumber(IConfiguration configuration, string key, int otherwise, string allowed)
    {
        if (configuration[key] is not { Length: > 0 } text)
            return otherwise;
        return int.TryParse(text, out var number) ? number : throw new StartRefusedException($"{key} has the value \"{text}\"; it must be a whole number from {allowed}.");
    }
}
