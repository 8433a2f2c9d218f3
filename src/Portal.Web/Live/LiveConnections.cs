using System.Collections.Concurrent;
using Portal.Fleet.Access;

namespace Portal.Web.Live;

/// <summary>
/// Everything that is under way for somebody, by what that somebody came in with. When a credential ends, what hangs on it stops at once: consoles, pages, streams,
/// downloads. Plain requests have a moment to answer: one of them may be what ended the credential.
/// </summary>
internal sealed partial class LiveConnections : IDisposable
{
    /// <summary>How long a connection that was told to stop may take to do so by itself.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<LiveConnection, bool> _all = new();
    private readonly CredentialBus _bus;
    private readonly LiveJournal _journal;
    private readonly TimeProvider _time;
    private readonly ILogger<LiveConnections> _logger;

    public LiveConnections(CredentialBus bus, LiveJournal journal, TimeProvider time, ILogger<LiveConnections> logger)
    {
        (_bus, _journal, _time, _logger) = (bus, journal, time, logger);
        _bus.Ended += OnEnded;
    }

    public IEnumerable<LiveConnection> All => _all.Keys;

    /// <summary>How many connections of a kind there are, of one user or of all.</summary>
    public int Count(LiveKind kind, string? userId = null) => _all.Keys.Count(live => live.Kind == kind && (userId is null || live.Key.UserId == userId));

    public void Add(LiveConnection connection) => _all[connection] = true;

    public void Remove(LiveConnection connection) => _all.TryRemove(connection, out _);

    /// <summary>Ends one connection, and says why in the audit where it was more than a plain request.</summary>
    public void End(LiveConnection connection, string reason)
    {
        try
        {
            if (!connection.End())
                return;
        }
        catch (Exception exception) when (exception is AggregateException or ObjectDisposedException)
        {
            // Something that hung on it failed while it ended: the connection is cut all the same.
            Log.HolderFailed(_logger, exception);
        }

        if (connection.Kind != LiveKind.Request || connection.Servers.Any())
            _journal.Write(connection, reason);
        _ = CutAsync(connection);
    }

    public void Dispose() => _bus.Ended -= OnEnded;

    private void OnEnded(CredentialEnded ended)
    {
        foreach (var connection in _all.Keys)
        {
            if (connection.Key.IsEndedBy(ended))
                End(connection, ended.Reason);
        }
    }

    private async Task CutAsync(LiveConnection connection)
    {
        await Task.Delay(Grace, _time);
        if (!_all.ContainsKey(connection))
            return;
        try
        {
            connection.Abort();
        }
        catch (ObjectDisposedException)
        {
            // It came to its end this moment.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4102, LogLevel.Warning, "Something that hung on a connection failed while it ended.")]
        public static partial void HolderFailed(ILogger logger, Exception exception);
    }
}
