using System.Globalization;
using System.Threading.RateLimiting;
using Portal.Web.Api;
using Portal.Web.Hubs;
using Portal.Web.Live;

namespace Portal.Web.Security;

/// <summary>
/// Who asks too much waits: people by their id, whatever session or token they come with, and all the others together. Power
/// commands have a pace of their own behind the gate, where pages and programs meet.
/// </summary>
internal sealed class RequestLimits : IDisposable
{
    private readonly RequestDelegate _next;
    private readonly LiveConnections _live;
    private readonly LimitOptions _limits;
    private readonly PartitionedRateLimiter<string> _reads, _changes, _connects;
    private readonly PartitionedRateLimiter<string> _downloads;
    private readonly RateLimiter _anonymous;

    public RequestLimits(RequestDelegate next, LiveConnections live, PortalOptions options)
    {
        (_next, _live, _limits) = (next, live, options.Limits);
        _reads = PerMinute(_limits.ReadsPerMinute, 1);
        _changes = PerMinute(_limits.ChangesPerMinute, 2);
        _connects = PerMinute(_limits.ConnectsPerMinute, 4);
        _downloads = PartitionedRateLimiter.Create<string, string>(user => RateLimitPartition.GetConcurrencyLimiter(
            user, _ => new ConcurrencyLimiterOptions { PermitLimit = _limits.DownloadsPerUser, QueueLimit = 0 }));
        _anonymous = new TokenBucketRateLimiter(Bucket(_limits.AnonymousPerSecond, TimeSpan.FromSeconds(1), 4));
    }

    public async Task InvokeAsync(HttpContext context)
    {
        if (LiveConnection.Of(context) is not { } live)
        {
            await AnonymousAsync(context);
            return;
        }

        var user = live.Key.UserId;
        if (live.Kind == LiveKind.Page && (_live.Count(LiveKind.Page, user) > _limits.PagesPerUser || _live.Count(LiveKind.Page) > _limits.Pages))
        {
            await RefuseAsync(context, null, "Too many pages are open; close some first.");
            return;
        }

        if (live.Kind == LiveKind.Console && _live.Count(LiveKind.Console, user) > _limits.ConsolesPerUser)
        {
            await RefuseAsync(context, null, "Too many consoles are open; close some first.");
            return;
        }

        foreach (var (limiter, key) in LimitersOf(context.Request, live))
        {
            using var lease = limiter.AttemptAcquire(key);
            if (!lease.IsAcquired)
            {
                await RefuseAsync(context, lease, "Too many requests; wait a moment.");
                return;
            }
        }

        if (!IsDownload(context.Request))
        {
            await _next(context);
            return;
        }

        using var slot = _downloads.AttemptAcquire(user);
        if (slot.IsAcquired)
            await _next(context);
        else
            await RefuseAsync(context, slot, "Too many downloads are under way; let one of them end first.");
    }

    public void Dispose()
    {
        foreach (var limiter in new[] { _reads, _changes, _connects, _downloads })
            limiter.Dispose();
        _anonymous.Dispose();
    }

    private static PartitionedRateLimiter<string> PerMinute(int permits, int burst) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(permits, TimeSpan.FromMinutes(1), burst)));

    /// <summary>Filled up evenly, some times a second.</summary>
    private static TokenBucketRateLimiterOptions Bucket(int permits, TimeSpan per, int burst) => new()
    {
        TokenLimit = permits * burst,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = per / permits,
        QueueLimit = 0,
        AutoReplenishment = true,
    };

    private static bool IsDownload(HttpRequest request) => HttpMethods.IsGet(request.Method) && request.Path.Value!.EndsWith("/console/log", StringComparison.OrdinalIgnoreCase)
        && !request.Query.ContainsKey("follow") && request.Query["format"] is not ["events"];

    private IEnumerable<(PartitionedRateLimiter<string> Limiter, string Key)> LimitersOf(HttpRequest request, LiveConnection live)
    {
        var user = live.Key.UserId;
        if (request.Path.StartsWithSegments(HubsExtensions.ConsolePath))
        {
            // A negotiation is the same connection as the upgrade behind it.
            if (live.Kind == LiveKind.Console)
                yield return (_connects, user);
            yield break;
        }

        if (!request.Path.StartsWithSegments("/api"))
            yield break;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            yield return (_reads, user);
            yield break;
        }

        yield return (_changes, user);
    }

    private async Task AnonymousAsync(HttpContext context)
    {
        // Files of pages come by the dozen and cost nothing; health is asked by machines that would take a refusal for an illness.
        if (context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null || context.Request.Path.StartsWithSegments("/health"))
        {
            await _next(context);
            return;
        }

        using var lease = _anonymous.AttemptAcquire();
        if (lease.IsAcquired)
            await _next(context);
        else
            await RefuseAsync(context, lease, "The portal is busy; wait a moment.");
    }

    private static Task RefuseAsync(HttpContext context, RateLimitLease? lease, string why)
    {
        var wait = lease?.TryGetMetadata(MetadataName.RetryAfter, out var retry) == true ? Math.Max(1, (int)Math.Ceiling(retry.TotalSeconds)) : 5;
        context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return ApiProblem.Write(context, StatusCodes.Status429TooManyRequests, "too_many_requests", why);
    }
}
