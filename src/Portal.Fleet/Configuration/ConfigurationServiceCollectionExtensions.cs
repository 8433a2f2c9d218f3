using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Fleet.Configuration.Accounts;
using Portal.Fleet.Configuration.Channels;
using Portal.Fleet.Configuration.Lan;
using Portal.Fleet.Configuration.Raw;
using Portal.Fleet.Configuration.Sol;

namespace Portal.Fleet.Configuration;

/// <summary>Registers what reads and changes the settings of BMCs.</summary>
internal static class ConfigurationServiceCollectionExtensions
{
    public static void AddBmcConfiguration(this IServiceCollection services)
    {
        services.TryAddSingleton<LanOptions>();
        services.AddSingleton<AccountWork>();
        services.AddSingleton<LanMover>();
        services.AddSingleton<SolWork>();
        services.AddSingleton<ChannelWork>();
        services.AddSingleton(provider => ReadRawPolicy(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<RawWork>();
        services.AddSingleton<ConfigurationDesk>();
    }

    /// <exception cref="StartRefusedException">An entry cannot be read, or is one that is never sent.</exception>
    private static RawPolicy ReadRawPolicy(IConfiguration configuration)
    {
        const string bridgingKey = "Portal:Bmc:RawBridging";
        var section = configuration.GetSection("Portal:Bmc:RawAllowed");
        string?[] values = [section.Value, .. section.GetChildren().Select(child => child.Value)];
        var bridging = false;
        if (configuration[bridgingKey] is { Length: > 0 } text && !bool.TryParse(text, out bridging))
            throw new StartRefusedException($"{bridgingKey} is \"{text}\": give true or false.");
        return RawPolicy.TryParse([.. values.OfType<string>().SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))], bridging, out var policy, out var error)
            ? policy
            : throw new StartRefusedException(error);
    }
}
