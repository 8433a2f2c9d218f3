namespace Portal.Fleet.Access.Observing;

/// <summary>Somebody watches by a link; disposing ends it.</summary>
public sealed class ObserverVisit(BmcHandle handle, string label, DateTimeOffset endsAt, long from, Action left) : IDisposable
{
    private Action? _left = left;

    /// <summary>The one server, to be read only.</summary>
    public BmcHandle Handle { get; } = handle;

    /// <summary>Whom the link is for.</summary>
    public string Label { get; } = label;

    public DateTimeOffset EndsAt { get; } = endsAt;

    /// <summary>The first byte that may be shown.</summary>
    public long From { get; } = from;

    public void Dispose() => Interlocked.Exchange(ref _left, null)?.Invoke();
}
