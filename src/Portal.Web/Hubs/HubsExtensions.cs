using Microsoft.AspNetCore.Http.Connections;
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
            });
        return services;
    }

    /// <summary>The caller has put authentication, authorisation and the Origin check in front.</summary>
    public static HubEndpointConventionBuilder MapPortalHubs(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapHub<ConsoleHub>(ConsolePath, connection =>
        {
            connection.Transports = HttpTransportType.WebSockets;
            connection.CloseOnAuthenticationExpiration = true;
            connection.TransportMaxBufferSize = BufferSize;
            connection.ApplicationMaxBufferSize = BufferSize;
            connection.WebSockets.CloseTimeout = TimeSpan.FromSeconds(2);
        }).RequireAuthorization();
}
