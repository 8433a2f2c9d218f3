using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>The fleet, opened by an administrator.</summary>
public sealed class FleetHandle
{
    /// <summary>Adds a server after checking every field and <c>AllowedNetworks</c>; the portal starts to hold its BMC at once.</summary>
    /// <exception cref="InvalidServerException">A field is not acceptable, or the name or the endpoint is taken.</exception>
    public Task<ServerView> AddServerAsync(NewServer server, CancellationToken ct) => throw new NotImplementedException();
}
