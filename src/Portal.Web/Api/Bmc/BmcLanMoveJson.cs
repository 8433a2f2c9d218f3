using Portal.Fleet.Configuration.Lan;

namespace Portal.Web.Api.Bmc;

/// <summary>A change of a BMC's network.</summary>
/// <param name="State">running, done, refused, stillThere, lost or interrupted.</param>
/// <param name="NewAddress">Where the BMC should be; the old address when that stays.</param>
/// <param name="Dynamic">The address comes by DHCP: the new one is only a guess.</param>
internal sealed record BmcLanMoveJson(
    Guid Id, string State, string By, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string OldAddress, string NewAddress, bool Dynamic, IReadOnlyList<LanDifference> Sent, IReadOnlyList<BmcLanStageJson> Stages)
{
    public static BmcLanMoveJson From(LanMoveView move) => new(
        move.Id, BmcLanJson.Name<LanMoveState>(move.State)!, move.By, move.StartedAt, move.EndedAt, move.OldAddress, move.NewAddress, move.IsDynamic, move.Sent,
        [.. move.Stages.Select(stage => new BmcLanStageJson(BmcLanJson.Name<LanStageKind>(stage.Kind)!, BmcLanJson.Name<LanStageState>(stage.State)!, stage.Code, stage.Detail, stage.At))]);
}
