namespace Portal.Fleet.SignIn;

/// <summary>
/// Tells at once that sessions have ended, so that whatever lives longer than a request (circuits, hub connections, streams) ends with them. Within this
/// process: rows changed by another are found by the next request and by the sweep.
/// </summary>
public sealed class SessionEvents
{
    /// <summary>Handlers are quick, thread-safe, and do not throw.</summary>
    public event Action<SessionEnd>? Ended;

    public void Publish(SessionEnd end) => Ended?.Invoke(end);
}
