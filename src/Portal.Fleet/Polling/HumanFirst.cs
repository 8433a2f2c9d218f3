using Portal.Fleet.Links;

namespace Portal.Fleet.Polling;

/// <summary>Whether a person's command is under way on a BMC: polls wait for its end.</summary>
internal sealed class HumanFirst
{
    private readonly Pulse _free = new();
    private int _people;

    public bool IsBusy => Volatile.Read(ref _people) > 0;

    /// <summary>A person's command begins; dispose when it is over.</summary>
    public Turn Begin()
    {
        Interlocked.Increment(ref _people);
        return new Turn(this);
    }

    /// <summary>Waits until no person's command is under way.</summary>
    public ValueTask WaitAsync(CancellationToken ct) => IsBusy ? new ValueTask(WaitFreeAsync(ct)) : ValueTask.CompletedTask;

    private async Task WaitFreeAsync(CancellationToken ct)
    {
        while (true)
        {
            var free = _free.Next;
            if (!IsBusy)
                return;
            await free.WaitAsync(ct);
        }
    }

    public readonly struct Turn(HumanFirst owner) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref owner._people);
            owner._free.Beat();
        }
    }
}
