using System.Collections.Concurrent;
using System.Security.Claims;
using Portal.Fleet.Access;

namespace Portal.Web.Identity;

/// <summary>
/// Sessions that were signed out, remembered until their cookies expire: a cookie that somebody kept is worth nothing, and circuits of other tabs end.
/// In memory: a cookie stolen before a sign-out works again after a restart, until it expires or the password changes.
/// </summary>
internal sealed class EndedSessions(CredentialBus bus, TimeProvider time)
{
    public const string ClaimType = "sid";

    // Longer than any cookie lives.
    private static readonly TimeSpan s_memory = TimeSpan.FromHours(13);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new();

    /// <summary>The claim that marks a new session.</summary>
    public static Claim NewSession() => new(ClaimType, Guid.NewGuid().ToString("N"));

    /// <summary>Ends a session: from now on its cookie opens nothing.</summary>
    public void End(ClaimsPrincipal user)
    {
        var now = time.GetUtcNow();
        foreach (var (id, until) in _ended)
        {
            if (until <= now)
                _ended.TryRemove(id, out _);
        }
        if (user.FindFirstValue(ClaimType) is { } session)
            _ended[session] = now + s_memory;
    }

    /// <summary>Tells the holders of circuits and connections. Apart from <see cref="End"/>, because the page that signs out must get its answer before its own circuit ends.</summary>
    public void Announce(ClaimsPrincipal user, string reason)
    {
        if (user.FindFirstValue(ClaimType) is { } session)
            bus.Publish(new CredentialEnded(CredentialKind.Session, session, reason));
    }

    public bool Contains(ClaimsPrincipal? user) => user?.FindFirstValue(ClaimType) is { } session && _ended.ContainsKey(session);
}
