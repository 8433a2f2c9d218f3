using Microsoft.Extensions.Hosting;

namespace Portal.Fleet;

/// <summary>Registers everything in Portal.Fleet. The host registers <c>IDbContextFactory&lt;PortalDb&gt;</c> with its provider.</summary>
public static class FleetServiceCollectionExtensions
{
    public static IHostApplicationBuilder AddPortalFleet(this IHostApplicationBuilder builder, FleetPaths paths) => throw new NotImplementedException();
}
