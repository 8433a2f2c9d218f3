using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Portal.Web.Identity;

namespace Portal.Web.Hubs;

/// <summary>Live hub connections, so that signing out ends those of the same session at once: a WebSocket outlives its cookie.</summary>
internal sealed class HubSessions : IDisposable
{
    private readonly ConcurrentDictionary<string, HubCallerContext> _connections = new();
    private readonly EndedSessions _ended;

    public HubSessions(EndedSessions ended)
    {
        _ended = ended;
        _ended.Ended += OnEnded;
    }

    /// <summary>All live connections.</summary>
    public ICollection<HubCallerContext> Connections => _connections.Values;

    public void Add(HubCallerContext connection)
    {
        _connections[connection.ConnectionId] = connection;
        // It may have ended between its authentication and now.
        if (_ended.Contains(connection.User))
            connection.Abort();
    }

    public void Remove(HubCallerContext connection) => _connections.TryRemove(connection.ConnectionId, out _);

    public void Dispose() => _ended.Ended -= OnEnded;

    private void OnEnded()
    {
        foreach (var connection in _connections.Values)
        {
            if (_ended.Contains(connection.User))
                connection.Abort();
        }
    }
}
