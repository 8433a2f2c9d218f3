using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using Portal.Web.Api;

namespace Portal.Web.Security;

/// <summary>TLS 1.2 and 1.3 with the portal's certificate on every address that begins with <c>https</c>; what comes without goes there.</summary>
internal static class PortalTls
{
    public static void AddPortalTls(this WebApplicationBuilder builder, PortalOptions options)
    {
        var urls = Urls(builder.Configuration);
        if (!urls.Any(IsHttps))
            return;
        var now = TimeProvider.System.GetUtcNow();
        var certificate = options.Tls.CertificateFile is not null ? PortalCertificate.Load(options.Tls, now) : PortalCertificate.LoadOrMake(options.DataDirectory, Names(urls, options), now);
        builder.Services.AddSingleton(new TlsIdentity(Convert.ToHexString(SHA256.HashData(certificate.RawData)), IsOwn: options.Tls.CertificateFile is null));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
        {
            https.ServerCertificate = certificate;
            https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        }));
    }

    /// <summary>Where the portal has an address with TLS, one without leads there; programs are refused, so that no token goes in the clear twice.</summary>
    public static void UsePortalTls(this WebApplication app, PortalOptions options)
    {
        var https = Urls(app.Configuration).FirstOrDefault(IsHttps);
        if (https is null || options.PublicOrigin is not null)
            return;
        var port = BindingAddress.Parse(https).Port;
        app.Use((context, next) =>
        {
            if (context.Request.IsHttps)
                return next(context);
            if (ApiProblem.IsForPrograms(context.Request))
                return ApiProblem.Write(context, StatusCodes.Status403Forbidden, "https_required", "Use https.");
            context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            context.Response.Headers.Location = $"https://{context.Request.Host.Host}{(port is 443 or 0 ? "" : $":{port}")}{context.Request.PathBase}{context.Request.Path}{context.Request.QueryString}";
            return Task.CompletedTask;
        });
    }

    private static string[] Urls(IConfiguration configuration) =>
        (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsHttps(string url) => url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static List<string> Names(string[] urls, PortalOptions options)
    {
        var names = new List<string> { "localhost", "127.0.0.1" };
        if (options.PublicOrigin is { } origin)
            names.Add(origin.Host);
        foreach (var host in urls.Select(url => BindingAddress.Parse(url).Host))
            names.Add(host is "*" or "+" or "0.0.0.0" or "[::]" ? Dns.GetHostName() : host);
        return [.. names.Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
