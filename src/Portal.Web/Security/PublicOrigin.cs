namespace Portal.Web.Security;

/// <summary>Behind a proxy a request shows the proxy's scheme and host; where one public origin is configured, that is what the portal answers as.</summary>
internal sealed class PublicOrigin(RequestDelegate next, PortalOptions options)
{
    private readonly Uri _origin = options.PublicOrigin ?? throw new InvalidOperationException("There is no public origin.");

    public Task InvokeAsync(HttpContext context)
    {
        context.Request.Scheme = _origin.Scheme;
        context.Request.Host = new HostString(_origin.Authority);
        return next(context);
    }
}
