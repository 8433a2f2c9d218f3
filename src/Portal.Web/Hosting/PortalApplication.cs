using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet;
using Portal.Fleet.Data;
using Portal.Web.Components;
using Portal.Web.Identity;

namespace Portal.Web.Hosting;

/// <summary>Composes the portal: services first, then the order in which a request passes through them.</summary>
internal static class PortalApplication
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        // Static assets come from the source tree when the portal runs unpublished, whatever the environment is called.
        builder.WebHost.UseStaticWebAssets();
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.WebHost.UseUrls(DefaultUrl);

        var dataDirectory = Path.GetFullPath(builder.Configuration["Portal:DataDirectory"] ?? "./.data");
        DataDirectory.Create(dataDirectory);
        builder.Services.AddDbContextFactory<PortalDb>(db => db.UseSqlite(
            $"Data Source={Path.Combine(dataDirectory, "portal.db")}", sqlite => sqlite.MigrationsAssembly("Portal.Migrations.Sqlite")));
        builder.AddPortalFleet(new FleetPaths(dataDirectory, Path.Combine(dataDirectory, "secrets.key")));
        builder.AddPortalIdentity();
        builder.AddPortalPages();
        return Compose(builder.Build());
    }

    public static async Task PrepareAsync(this WebApplication app, CancellationToken ct)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(ct);
        await db.Database.MigrateAsync(ct);
    }

    private static void AddPortalPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddLocalization(options => options.ResourcesPath = "Resources");
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(options =>
        {
            options.DisconnectedCircuitMaxRetained = 100;
            options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(2);
            options.PersistedCircuitInMemoryMaxRetained = 100;
            options.PersistedCircuitInMemoryRetentionPeriod = TimeSpan.FromMinutes(10);
            options.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(20);
        });
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    private static WebApplication Compose(WebApplication app)
    {
        app.UsePortalLocalization();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.DisableWebSocketCompression = true);
        return app;
    }
}
