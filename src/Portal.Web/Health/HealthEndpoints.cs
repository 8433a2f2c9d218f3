using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Portal.Web.Health;

/// <summary>For load balancers and supervisors; nobody signs in for them, so they say one word.</summary>
internal static class HealthEndpoints
{
    public static void MapPortalHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }
}
