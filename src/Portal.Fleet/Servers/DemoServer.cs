using System.Net;

namespace Portal.Fleet.Servers;

/// <summary>One simulated server of the demo fleet.</summary>
public sealed record DemoServer(string Name, IPEndPoint EndPoint, string UserName, string Password, string? Rack, string? Tenant, IReadOnlyList<string> Tags);
