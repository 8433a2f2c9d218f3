using Portal.Fleet.Power;

namespace Portal.Web.Api.Boot;

/// <summary>A step of an operation.</summary>
/// <param name="Kind"><c>flags</c>, <c>power</c>, <c>console</c> of a boot; <c>command</c>, <c>silent</c>, <c>back</c> of a BMC's reset.</param>
internal sealed record StageJson(string Kind, StageState State, DateTimeOffset At, string? Detail)
{
    public static StageJson From(OperationStage stage) => new(stage.Kind, stage.State, stage.At, stage.Detail);
}
