using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;

namespace Portal.Web.Security;

/// <summary>Limits, headers and host names of the server.</summary>
internal static class PortalSecurity
{
    public static void AddPortalSecurity(this WebApplicationBuilder builder, PortalOptions options)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1 << 20;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MaxConcurrentConnections = 5000;
            kestrel.Limits.MaxConcurrentUpgradedConnections = 2000;
        });
        // Nothing of ours blocks the thread that a socket calls on; each way over the pool costs a console's key its time.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = options.IsHttps ? "__Host-pilotlight-form" : "pilotlight-form";
            antiforgery.Cookie.HttpOnly = true;
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = options.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            // The page's own header says more (frame-ancestors).
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        builder.Services.AddRateLimiter(SignInRateLimit.Configure);
        builder.Services.Configure<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>(CspReports.Configure);
        builder.Services.AddSingleton<CspReports>();
        // An explicit AllowedHosts setting wins over this.
        if (AllowedHosts(builder.Configuration, options) is { } hosts)
            builder.Services.Configure<HostFilteringOptions>(filter => filter.AllowedHosts = hosts);
    }

    public static void UsePortalSecurity(this WebApplication app, PortalOptions options)
    {
        if (options.Proxies.Count > 0)
            app.UseForwardedHeaders(Forwarded(options));
        app.UseMiddleware<SecurityHeaders>();
        app.UsePortalTls(options);
        if (options.PublicOrigin is not null)
            app.UseMiddleware<PublicOrigin>();
    }

    public static void MapPortalSecurity(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(CspReports.Path, (HttpContext context, CspReports reports) => reports.ReceiveAsync(context))
        .AllowAnonymous().DisableAntiforgery().RequireRateLimiting(CspReports.RatePolicy).ExcludeFromDescription();

    /// <summary>Who asks and by which scheme is taken from known proxies only; the host never: that is configured.</summary>
    private static ForwardedHeadersOptions Forwarded(PortalOptions options)
    {
        // The addresses that the framework trusts by itself are not ours to trust.
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = 4 };
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (var network in options.Proxies)
            forwarded.KnownIPNetworks.Add(network);
        return forwarded;
    }

    /// <summary>
    /// The names a request may call the portal by: the public origin, the addresses it listens on, and the loopback's. Null where any name may be right,
    /// because it listens on all addresses and nobody said what it is called.
    /// </summary>
    private static List<string>? AllowedHosts(ConfigurationManager configuration, PortalOptions options)
    {
        var hosts = new List<string> { "localhost", "127.0.0.1", "[::1]" };
        if (options.PublicOrigin is { } origin)
        {
            hosts.Add(origin.Host);
            return hosts;
        }
        foreach (var url in (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var host = BindingAddress.Parse(url).Host;
            if (host is "*" or "+" or "0.0.0.0" or "[::]")
                return null;
            hosts.Add(host);
        }
        return configuration.GetSection("Kestrel:Endpoints").Exists() || configuration["HTTP_PORTS"] is { Length: > 0 } ? null : hosts;
    }
}
