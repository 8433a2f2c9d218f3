namespace Portal.Fleet.Configuration.Lan;

/// <summary>A change of a BMC's network, for showing.</summary>
public sealed record LanMoveView(
    Guid Id, LanMoveState State, string By, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string OldAddress, string NewAddress, bool IsDynamic,
    IReadOnlyList<LanDifference> Sent, IReadOnlyList<LanStage> Stages)
{
    /// <summary>Where the BMC is has to be found out.</summary>
    public bool WantsFinding => State is LanMoveState.Lost or LanMoveState.Interrupted;

    internal static LanMoveView Of(LanMove move, bool isRunning) => new(
        move.Id, move.State == LanMoveState.Running && !isRunning ? LanMoveState.Interrupted : move.State, move.By, move.StartedAt, move.EndedAt, move.OldAddress, move.NewAddress, move.IsDynamic, move.ReadSent(), move.ReadStages());
}
