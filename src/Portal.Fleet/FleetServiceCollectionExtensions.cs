using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Fleet.Data;
using Portal.Fleet.Links;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;

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
        services.TryAddSingleton(provider => new FleetOptions { Poll = TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<PollingOptions>>().Value.PowerSeconds) });

        services.AddSingleton<CredentialVault>();
        services.AddSingleton<NetworkGate>();
        services.AddSingleton<GrantCache>();
        services.AddSingleton<BmcDialer>();
        services.AddSingleton<BmcTester>();
        services.AddSingleton<CredentialMarks>();
        services.AddSingleton<ConsoleRecorder>();
        services.AddSingleton<LinkDesk>();
        services.AddSingleton<LocalFleet>();
        services.AddSingleton<IFleet>(provider => provider.GetRequiredService<LocalFleet>());
        services.AddSingleton<ServerRegistry>();
        services.AddSingleton<PowerLedger>();
        services.AddSingleton<PowerService>();
        services.AddSingleton<FleetDesk>();
        services.AddHostedService<FleetKeeper>();

        // Public types with internal constructors: the container cannot make them by itself.
        services.AddSingleton(provider => new StatusBoard(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new Audit(Factory(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new Grants(Factory(provider), provider.GetRequiredService<GrantCache>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ApiTokens(
            Factory(provider), provider.GetRequiredService<GrantCache>(), provider.GetRequiredService<Audit>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new BmcAccess(provider.GetRequiredService<FleetDesk>()));
        services.AddSingleton(provider => new DemoFleet(
            Factory(provider), provider.GetRequiredService<ServerRegistry>(), provider.GetRequiredService<NetworkGate>(),
            provider.GetRequiredService<CredentialVault>(), provider.GetRequiredService<ILogger<DemoFleet>>()));
        return builder;
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
        if (configuration["Portal:Polling:PowerSeconds"] is not { Length: > 0 } text)
            return;
        options.PowerSeconds = int.TryParse(text, out var seconds)
            ? seconds
            : throw new StartRefusedException($"Portal:Polling:PowerSeconds has the value \"{text}\"; it must be a whole number from 2 to 3600.");
    }
}
