using System.Collections.Concurrent;
using Portal.Fleet.Access;
using Portal.Web.Live;

namespace Portal.Web.Api.News;

/// <summary>Requests that follow the news without end. A few per user at a time; they end with the session or token, and when the portal stops.</summary>
internal sealed class NewsDesk(BmcAccess access, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>How many streams one user has open at a time.</summary>
    public const int MostPerUser = 16;

    private readonly ConcurrentDictionary<string, int> _following = new();

    public async Task FollowAsync(HttpContext context, Caller caller, string? after, bool follow, IReadOnlySet<NewsKind> kinds)
    {
        if (_following.AddOrUpdate(caller.UserId, 1, (_, count) => count + 1) > MostPerUser)
        {
            Leave(caller.UserId);
            throw new InvalidRequestException("too_many_streams", $"You have {MostPerUser} streams open already; end one of them first.", status: StatusCodes.Status429TooManyRequests);
        }

        try
        {
            await LiveStream.RunAsync(context, end => NewsStream.RunAsync(context, access, caller, after, follow, kinds, time, end), lifetime.ApplicationStopping);
        }
        finally
        {
            Leave(caller.UserId);
        }
    }

    private void Leave(string user)
    {
        // Zero goes away, unless somebody enters this moment.
        if (_following.AddOrUpdate(user, 0, (_, count) => count - 1) <= 0)
            _following.TryRemove(KeyValuePair.Create(user, 0));
    }
}
