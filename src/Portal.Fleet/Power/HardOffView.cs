namespace Portal.Fleet.Power;

/// <summary>A power-off that waits for a shutdown, as people see it.</summary>
public sealed record HardOffView(DateTimeOffset ArmedAt, DateTimeOffset DueAt, HardOffState State, string UserName)
{
    internal static HardOffView Of(HardOff row) => new(row.ArmedAt, row.DueAt, row.State, row.UserName);
}
