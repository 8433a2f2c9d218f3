using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace Portal.Web.Hubs;

/// <summary>Strangers at the door: so many at most, and none that stands there without showing a link.</summary>
internal sealed class ObserveDoor(TimeProvider time)
{
    private const int Most = 400;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, ITimer> _waiting = new();
    private int _count;

    /// <summary>False: it is full.</summary>
    public bool TryEnter(HubCallerContext connection)
    {
        if (Interlocked.Increment(ref _count) > Most)
        {
            Interlocked.Decrement(ref _count);
            return false;
        }

        _waiting[connection.ConnectionId] = time.CreateTimer(static state => ((HubCallerContext)state!).Abort(), connection, s_patience, Timeout.InfiniteTimeSpan);
        return true;
    }

    /// <summary>It showed a link that opens something.</summary>
    public void Admit(HubCallerContext connection)
    {
        if (_waiting.TryRemove(connection.ConnectionId, out var timer))
            timer.Dispose();
    }

    /// <summary>One that had entered is gone.</summary>
    public void Leave(HubCallerContext connection)
    {
        Admit(connection);
        Interlocked.Decrement(ref _count);
    }
}
