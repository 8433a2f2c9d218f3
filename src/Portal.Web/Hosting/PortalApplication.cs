using Portal.Fleet;
using Portal.Fleet.Data;
using Portal.Web.Api;
using Portal.Web.Components;
using Portal.Web.Components.Viewing;
using Portal.Web.Demo;
using Portal.Web.Health;
using Portal.Web.Hubs;
using Portal.Web.Identity;
using Portal.Web.Identity.Sessions;
using Portal.Web.Identity.SingleSignOn;
using Portal.Web.Live;
using Portal.Web.Security;

namespace Portal.Web.Hosting;

/// <summary>Composes the portal: services first, then the order in which a request passes through them.</summary>
internal static class PortalApplication
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

    /// <exception cref="StartRefusedException">The configuration is wrong.</exception>
    public static WebApplication Build(string[] args)
    {
        LoadedVersions.Require();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            // Whatever started the process: static assets are found by this name.
            ApplicationName = typeof(PortalApplication).Assembly.GetName().Name,
        });
        // Static assets come from the source tree when the portal runs unpublished, whatever the environment is called.
        builder.WebHost.UseStaticWebAssets();
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["HTTP_PORTS"])
            && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(DefaultUrl);

        // It writes whole addresses, and invitations and the set-up have their one-time secret in one.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);

        // Before the fleet, which would find its simulated servers missing; so it also ends after it.
        builder.Services.AddHostedService<DemoFleetHost>();
        var options = builder.AddPortalCore();
        builder.AddPortalSecurity(options);
        builder.AddPortalTls(options);
        builder.AddPortalIdentity(options);
        builder.AddPortalPages();
        builder.AddPortalApi();
        builder.Services.AddPortalHubs();
        builder.Services.AddPortalLive();
        builder.Services.AddHostedService<StartMessage>();
        return Compose(builder.Build(), options);
    }

    /// <summary>Runs until told to stop. The data directory is this process's alone meanwhile.</summary>
    public static async Task ServeAsync(string[] args, CancellationToken ct)
    {
        await using var app = Build(args);
        using var directory = DataDirectory.Lock(app.Services.GetRequiredService<PortalOptions>().DataDirectory);
        ListenCheck.RequireFree(app.Configuration["urls"]);
        await PortalDatabase.MigrateAsync(app.Services, ct);
        app.Services.GetRequiredService<KeyRingFiles>().SealPlain();
        await app.RunAsync(ct);
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
        builder.Services.AddScoped<Visit>().AddScoped<FleetFeed>().AddScoped<Trail>().AddScoped<IdentityPrompt>();
    }

    private static WebApplication Compose(WebApplication app, PortalOptions options)
    {
        app.UseExceptionHandler(_ => { });
        app.UsePortalSecurity(options);
        app.UsePortalLocalization();
        app.UsePortalStatusPages();
        app.UseRouting();
        app.UseMiddleware<OriginCheck>();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<LiveRequests>();
        app.UseMiddleware<RequestLimits>();
        app.UseMiddleware<SetupGate>();
        app.UseMiddleware<SecondFactorGate>();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapPortalAccount();
        app.MapPortalCredentials();
        app.MapPortalSingleSignOn();
        app.MapPortalApi();
        app.MapPortalHubs();
        app.MapPortalHealth();
        app.MapPortalSecurity();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(render =>
        {
            render.DisableWebSocketCompression = true;
            // The whole policy is in SecurityHeaders; a second header with less in it would only confuse.
            render.ContentSecurityFrameAncestorsPolicy = null;
        });
        return app;
    }
}
