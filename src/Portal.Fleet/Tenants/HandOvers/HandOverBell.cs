using Portal.Fleet.Links;

namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>Wakes the runner: a hand-over began, or somebody answered or wants a step again.</summary>
internal sealed class HandOverBell
{
    private readonly Pulse _pulse = new();

    /// <summary>Completes the next time; take it before looking.</summary>
    public Task Next => _pulse.Next;

    public void Ring()
    {
        _pulse.Beat();
        Tell();
    }

    /// <summary>A hand-over looks other than before: whoever shows it reads again.</summary>
    public event Action? Changed;

    public void Tell() => Changed?.Invoke();
}
