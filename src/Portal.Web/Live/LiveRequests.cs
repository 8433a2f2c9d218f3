using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Portal.Web.Api;
using Portal.Web.Hubs;
using Portal.Web.Identity;

namespace Portal.Web.Live;

/// <summary>Registers every request that somebody signed in makes, for as long as it lasts; a WebSocket lasts as long as its console or page.</summary>
internal sealed class LiveRequests(RequestDelegate next, LiveConnections connections, CredentialCheck check, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (CredentialKey.Of(context.User) is not { } key)
        {
            await next(context);
            return;
        }

        var kind = KindOf(context);
        // Other transports than WebSockets would be circuits that nobody counts, and that go on between their requests.
        if (kind == LiveKind.Request && context.Request.Path.Equals("/_blazor", StringComparison.OrdinalIgnoreCase))
        {
            await ApiProblem.Write(context, StatusCodes.Status400BadRequest, "websocket_required", "Pages need a WebSocket.");
            return;
        }

        using var live = new LiveConnection(kind, key, context.User, context.Connection.RemoteIpAddress?.ToString(), context.Abort);
        connections.Add(live);
        try
        {
            // What ended between its authentication and now was told too early for it. Only what lasts needs to be asked again.
            if (kind != LiveKind.Request && !await check.HoldsAsync(key, context.User, context.RequestAborted))
            {
                await ApiProblem.Write(context, StatusCodes.Status401Unauthorized, "unauthenticated", "Sign in, or send an API token.");
                return;
            }

            context.Features.Set(live);
            await using var expiry = ExpiryTimer(context, live);
            await next(context);
        }
        finally
        {
            connections.Remove(live);
        }
    }

    private static LiveKind KindOf(HttpContext context)
    {
        if (context.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest != true && context.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect != true)
            return LiveKind.Request;
        return context.Request.Path.StartsWithSegments("/_blazor") ? LiveKind.Page
            : context.Request.Path.StartsWithSegments(HubsExtensions.ConsolePath) ? LiveKind.Console
            : LiveKind.Request;
    }

    /// <summary>A cookie or a token that runs out ends what lives on it.</summary>
    private ITimer? ExpiryTimer(HttpContext context, LiveConnection live)
    {
        if (context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc is not { } expires)
            return null;
        var left = expires - time.GetUtcNow();
        return left > TimeSpan.FromDays(40) ? null
            : time.CreateTimer(_ => connections.End(live, "expired"), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
