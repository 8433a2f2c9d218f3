using Portal.Fleet.Consoles;

namespace Portal.Web.Api;

/// <summary>What is kept of a console.</summary>
/// <param name="FirstOffset">Oldest byte kept; equal to <paramref name="NextOffset"/> when there is none.</param>
/// <param name="DiskBytes">What that takes on the disk.</param>
/// <param name="OldestAt">When the oldest byte on the disk was printed; null when nothing is there.</param>
/// <param name="KeepDays">The server's own limit; null without one.</param>
/// <param name="KeepMegabytes">The server's own limit; null without one.</param>
/// <param name="DefaultDays">The limit of servers without one.</param>
/// <param name="DefaultMegabytes">The limit of servers without one.</param>
/// <param name="WouldDrop">What the limits asked about would drop; null when none were asked about.</param>
internal sealed record RecordJson(
    long FirstOffset, long NextOffset, long DiskBytes, DateTimeOffset? OldestAt, DateTimeOffset? NewestAt,
    int? KeepDays, int? KeepMegabytes, int DefaultDays, int DefaultMegabytes, RecordLossJson? WouldDrop)
{
    public static RecordJson From(RecordUsage usage, RecordLimits limits, RecordLoss? loss) => new(
        usage.FirstOffset, usage.NextOffset, usage.DiskBytes, usage.OldestAt, usage.NewestAt,
        limits.KeepDays, limits.KeepMegabytes, limits.DefaultDays, limits.DefaultMegabytes, loss is null ? null : new RecordLossJson(loss.Bytes, loss.DiskBytes, loss.Until));
}
