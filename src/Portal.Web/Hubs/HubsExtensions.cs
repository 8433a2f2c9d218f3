using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.SignalR;

namespace Portal.Web.Hubs;

/// <summary>The hubs of the portal and their limits.</summary>
internal static class HubsExtensions
{
    public const string ConsolePath = "/hubs/console";

    private const int BufferSize = 64 * 1024;

    public static IServiceCollection AddPortalHubs(this IServiceCollection services)
    {
        services.AddSingleton<HubFaults>();
        services.AddSingleton<ObserveDoor>();
        services.AddSingleton<ObserveFeed>();
        services.Configure<RateLimiterOptions>(ObserveRateLimit.Configure);
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None));
        services.AddSignalR()
            .AddMessagePackProtocol()
            .AddHubOptions<ConsoleHub>(hub =>
            {
                hub.AddFilter<HubFaults>();
                hub.EnableDetailedErrors = false;
                hub.MaximumReceiveMessageSize = 16 * 1024;
                hub.StreamBufferCapacity = 2;
                // A Write waits for its BMC; typing on another console, credit and break must not wait with it. Streams do not count.
                hub.MaximumParallelInvocationsPerClient = 4;
                hub.HandshakeTimeout = TimeSpan.FromSeconds(5);
                hub.KeepAliveInterval = TimeSpan.FromSeconds(5);
                hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
            })
            .AddHubOptions<ObserveHub>(hub =>
            {
                hub.AddFilter<HubFaults>();
                hub.EnableDetailedErrors = false;
                hub.MaximumReceiveMessageSize = 1024;
                hub.StreamBufferCapacity = 2;
                hub.MaximumParallelInvocationsPerClient = 1;
                hub.HandshakeTimeout = TimeSpan.FromSeconds(5);
                hub.KeepAliveInterval = TimeSpan.FromSeconds(5);
                hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
            });
        return services;
    }

    /// <summary>The caller has put authentication, authorisation and the Origin check in front.</summary>
    public static void MapPortalHubs(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHub<ConsoleHub>(ConsolePath, connection => Configure(connection, closes: true)).RequireAuthorization();
        // Whoever has a link has no account; the hub asks for the link.
        endpoints.MapHub<ObserveHub>(ObserveHub.Path, connection => Configure(connection, closes: false)).AllowAnonymous().RequireRateLimiting(ObserveRateLimit.Policy);
    }

    private static void Configure(HttpConnectionDispatcherOptions connection, bool closes)
    {
        connection.Transports = HttpTransportType.WebSockets;
        connection.CloseOnAuthenticationExpiration = closes;
        connection.TransportMaxBufferSize = BufferSize;
        connection.ApplicationMaxBufferSize = BufferSize;
        connection.WebSockets.CloseTimeout = TimeSpan.FromSeconds(2);
    }
}
