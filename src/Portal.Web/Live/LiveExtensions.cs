namespace Portal.Web.Live;

/// <summary>What lives on after its request, and how it ends.</summary>
internal static class LiveExtensions
{
    public static IServiceCollection AddPortalLive(this IServiceCollection services)
    {
        services.AddSingleton<ChangeSignal>();
        services.AddSingleton<LiveJournal>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveJournal>());
        services.AddSingleton<LiveConnections>();
        services.AddSingleton<LiveSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveSweep>());
        return services;
    }
}
