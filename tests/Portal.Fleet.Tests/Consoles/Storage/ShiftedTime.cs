namespace Portal.Fleet.Tests.Consoles.Storage;

/// <summary>The real clock, but what it shows can be set; waits stay real.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    public DateTimeOffset Shown { get; set; } = new(2026, 3, 1, 3, 14, 7, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Shown;
}
