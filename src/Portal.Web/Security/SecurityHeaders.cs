namespace Portal.Web.Security;

/// <summary>Headers on every answer. What an endpoint sets itself is left alone.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, PortalOptions options)
{
    // style-src-elem: xterm.js puts its own <style> elements into the page, and pages share one document with the terminal.
    // style-src-attr stays shut: Blazor and xterm.js set single properties by script, which the policy does not concern.
    private const string ContentSecurityPolicy =
        "default-src 'none'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; " +
        "script-src 'self'; style-src 'self'; style-src-elem 'self' 'unsafe-inline'; style-src-attr 'none'; " +
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; " + CspReports.Directives;

    private const string PermissionsPolicy =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), " +
        "publickey-credentials-get=(self), clipboard-write=(self)";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.TryAdd("Content-Security-Policy", ContentSecurityPolicy);
            headers.TryAdd("Reporting-Endpoints", CspReports.Endpoints);
            headers.TryAdd("X-Content-Type-Options", "nosniff");
            // Not no-referrer: with it browsers send "Origin: null" when a form is posted, and the exact Origin check would refuse every form.
            // Other sites get nothing either way.
            headers.TryAdd("Referrer-Policy", "same-origin");
            headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
            headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
            headers.TryAdd("Permissions-Policy", PermissionsPolicy);
            // Static assets name their own caching; everything else is made for one person at one moment.
            headers.TryAdd("Cache-Control", "no-store");
            if (options.IsHttps)
                headers.TryAdd("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
            return Task.CompletedTask;
        });
        return next(context);
    }
}
