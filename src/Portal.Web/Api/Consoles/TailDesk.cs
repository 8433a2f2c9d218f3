using System.Collections.Concurrent;
using Portal.Fleet.Access;
using Portal.Web.Identity;

namespace Portal.Web.Api.Consoles;

/// <summary>
/// Requests that follow a console without end. A few per user at a time; they end when the caller's rights, session or token end, and when the portal stops.
/// </summary>
internal sealed class TailDesk(EndedSessions ended, CredentialCheck check, IHostApplicationLifetime lifetime, TimeProvider time)
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

        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        void OnEnded()
        {
            if (ended.Contains(context.User))
                end.Cancel();
        }

        ended.Ended += OnEnded;
        var watching = WatchAsync(context, end);
        try
        {
            await ConsoleTail.RunAsync(context, server, format, start, time, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            // It did not come to an end by itself, and whoever reads can tell.
            context.Abort();
        }
        finally
        {
            ended.Ended -= OnEnded;
            await end.CancelAsync();
            await watching;
            Leave(user);
        }
    }

    private static async Task<long> StartAsync(HttpRequest request, BmcHandle server, LogFormat format, RecordPoint? from, CancellationToken ct)
    {
        if (format == LogFormat.Events && request.Headers["Last-Event-ID"] is [{ Length: > 0 } last])
            return RecordPoint.Read(last, "Last-Event-ID") is { Offset: { } seen } ? seen : throw new InvalidRequestException("invalid_offset", "Last-Event-ID must be the id of an event.");
        return from is { } point ? await point.ToOffsetAsync(server, ct) : (await server.GetConsoleAsync(ct)).NextOffset;
    }

    /// <summary>The request was allowed when it began; this asks again for as long as it lasts.</summary>
    private async Task WatchAsync(HttpContext context, CancellationTokenSource end)
    {
        using var timer = new PeriodicTimer(CredentialCheck.Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(end.Token))
            {
                if (!await check.HoldsAsync(context, end.Token))
                    await end.CancelAsync();
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The request is over.
        }
    }

    private void Leave(string user)
    {
        // Zero goes away, unless somebody enters this moment.
        if (_following.AddOrUpdate(user, 0, (_, count) => count - 1) <= 0)
            _following.TryRemove(KeyValuePair.Create(user, 0));
    }
}
