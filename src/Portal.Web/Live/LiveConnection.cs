using System.Collections.Concurrent;
using System.Security.Claims;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;

namespace Portal.Web.Live;

/// <summary>One request that is under way, with everything that hangs on it, and what it was let in with.</summary>
internal sealed class LiveConnection : IDisposable
{
    private readonly ConcurrentDictionary<(BmcId Id, string Name), BmcRight> _servers = new();
    private readonly CancellationTokenSource _ended = new();
    private int _hasEnded;

    public LiveConnection(LiveKind kind, CredentialKey key, ClaimsPrincipal user, string? remoteAddress, Action abort)
    {
        (Kind, Key, User, RemoteAddress, Abort) = (kind, key, user, remoteAddress, abort);
        Ended = _ended.Token;
    }

    public LiveKind Kind { get; }

    public CredentialKey Key { get; }

    public ClaimsPrincipal User { get; }

    public string? RemoteAddress { get; }

    /// <summary>Cuts the connection, whatever it is doing.</summary>
    public Action Abort { get; }

    /// <summary>Fires when the credential ends. Good after the request, too.</summary>
    public CancellationToken Ended { get; }

    /// <summary>It lasts, though it has no server open: its credential is asked about like that of one that has.</summary>
    public bool Lasts { get; set; }

    /// <summary>The servers it has open, for the audit.</summary>
    public IEnumerable<string> Servers => _servers.Keys.Select(server => server.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The connection of a request; null where nobody is signed in.</summary>
    public static LiveConnection? Of(HttpContext? context) => context?.Features.Get<LiveConnection>();

    /// <summary>It shows or steers this server from now on.</summary>
    public void Hold(BmcHandle server) => _servers[(server.Id, server.Name)] = server.Rights;

    public void Release(BmcHandle server) => _servers.TryRemove((server.Id, server.Name), out _);

    /// <summary>Stops what hangs on it; true the first time.</summary>
    public bool End()
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) != 0)
            return false;
        _ended.Cancel();
        return true;
    }

    public void Dispose() => _ended.Dispose();
}
