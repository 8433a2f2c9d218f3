using Microsoft.AspNetCore.Http.Features;
using Portal.Web.Api;
using Portal.Web.Identity;

namespace Portal.Web.Security;

/// <summary>
/// Stops other sites from speaking with a user's cookie. Browsers open a WebSocket to anywhere and send the cookie along, so every upgrade,
/// every <c>negotiate</c> and every changing request needs an Origin that is exactly the portal's own. A request without Origin is let through only
/// when no cookie can speak for it: it has a bearer token, which wins over a cookie, or gets a 401 further on.
/// </summary>
internal sealed class OriginCheck(RequestDelegate next, PortalOptions options)
{
    private readonly string? _publicOrigin = options.PublicOrigin?.GetLeftPart(UriPartial.Authority);

    public Task InvokeAsync(HttpContext context) =>
        IsGuarded(context.Request) && !IsAllowed(context.Request)
            ? ApiProblem.Write(context, StatusCodes.Status403Forbidden, "origin_refused", "The request's Origin is not the portal's own.")
            : next(context);

    private static bool IsGuarded(HttpRequest request)
    {
        var method = request.Method;
        var safe = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
        return !safe
            || request.HttpContext.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true
            || request.HttpContext.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true
            || request.Headers.Upgrade.Count > 0
            || request.Path.Value?.EndsWith("/negotiate", StringComparison.OrdinalIgnoreCase) == true;
    }

    private bool IsAllowed(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count == 0)
            return request.Headers.Cookie.Count == 0 || ApiTokenHandler.ReadHeader(request) is not null;
        var own = _publicOrigin ?? $"{request.Scheme}://{request.Host.Value}";
        return origin.Count == 1 && string.Equals(origin[0], own, StringComparison.OrdinalIgnoreCase);
    }
}
