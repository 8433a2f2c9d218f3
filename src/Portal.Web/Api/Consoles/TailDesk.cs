using System.Collections.Concurrent;
using Portal.Fleet.Access;
using Portal.Web.Live;

namespace Portal.Web.Api.Consoles;

/// <summary>
/// Requests that follow a console without end. A few per user at a time; they end when the caller's rights, session or token end, and when the portal stops.
/// </summary>
internal sealed class TailDesk(IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>How many consoles one user follows at a time.</summary>
    public const int MostPerUser = 32;

    private readonly ConcurrentDictionary<string, int> _following = new();

    public async Task FollowAsync(HttpContext context, BmcHandle server, LogFormat format, RecordPoint? from, CancellationToken ct)
    {
        var start = await StartAsync(context.Request, server, format, from, ct);
        var user = server.Person.UserId;
        if (_following.AddOrUpdate(user, 1, (_, count) => count + 1) > MostPerUser)
        {
            Leave(user);
            throw new InvalidRequestException("too_many_tails", $"You follow {MostPerUser} consoles already; end one of them first.", status: StatusCodes.Status429TooManyRequests);
        }

        try
        {
            await LiveStream.RunAsync(context, server, end => ConsoleTail.RunAsync(context, server, format, start, time, end), lifetime.ApplicationStopping);
        }
        finally
        {
            Leave(user);
        }
    }

    private static async Task<long> StartAsync(HttpRequest request, BmcHandle server, LogFormat format, RecordPoint? from, CancellationToken ct)
    {
        if (format == LogFormat.Events && request.Headers["Last-Event-ID"] is [{ Length: > 0 } last])
            return RecordPoint.Read(last, "Last-Event-ID") is { Offset: { } seen } ? seen : throw new InvalidRequestException("invalid_offset", "Last-Event-ID must be the id of an event.");
        return from is { } point ? await point.ToOffsetAsync(server, ct) : (await server.GetConsoleAsync(ct)).NextOffset;
    }

    private void Leave(string user)
    {
        // Zero goes away, unless somebody enters this moment.
        if (_following.AddOrUpdate(user, 0, (_, count) => count - 1) <= 0)
            _following.TryRemove(KeyValuePair.Create(user, 0));
    }
}
