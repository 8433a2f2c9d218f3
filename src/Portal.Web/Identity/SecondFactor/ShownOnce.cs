using System.Collections.Concurrent;

namespace Portal.Web.Identity.SecondFactor;

/// <summary>Recovery codes on their way from the request that made them to the page that shows them, once and within two minutes. They are kept nowhere else.</summary>
internal sealed class ShownOnce(TimeProvider time)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<Guid, (IReadOnlyList<string> Codes, DateTimeOffset Until)> _waiting = new();

    public void Keep(Guid session, IReadOnlyList<string> codes)
    {
        var now = time.GetUtcNow();
        foreach (var (id, waiting) in _waiting)
        {
            if (waiting.Until <= now)
                _waiting.TryRemove(id, out _);
        }
        _waiting[session] = (codes, now + s_lifetime);
    }

    public bool Has(Guid session) => _waiting.ContainsKey(session);

    public IReadOnlyList<string>? Take(Guid session) => _waiting.TryRemove(session, out var found) && found.Until > time.GetUtcNow() ? found.Codes : null;
}
