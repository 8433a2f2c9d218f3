namespace Portal.Fleet.Status;

/// <summary>One listener of the board: told at most four times a second, and always once after the last change.</summary>
internal sealed class Subscription : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private readonly Throttle _throttle;
    private readonly Action<Subscription> _onDispose;

    public Subscription(Action onChange, TimeProvider time, Action<Subscription> onDispose)
    {
        _throttle = new Throttle(s_interval, time, () =>
        {
            try
            {
                onChange();
            }
            catch (ObjectDisposedException)
            {
                // The listener ended this very moment; on a timer's thread nobody else would catch it.
            }
        });
        _onDispose = onDispose;
    }

    /// <summary>Called by the board at each change; never calls the listener itself.</summary>
    public void Changed() => _throttle.Signal();

    public void Dispose()
    {
        _throttle.Dispose();
        _onDispose(this);
    }
}
