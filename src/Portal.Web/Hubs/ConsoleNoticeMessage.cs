using MessagePack;

namespace Portal.Web.Hubs;

/// <summary>Control of a console was asked for, handed over, kept, taken, let go, or passed on after a long silence.</summary>
/// <param name="ServerId">Which server.</param>
/// <param name="Kind"><c>asked</c>, <c>granted</c>, <c>declined</c>, <c>taken</c>, <c>released</c> or <c>idle</c>.</param>
/// <param name="By">Who did it.</param>
/// <param name="To">Whom it concerns: who lost control, got it, or was declined.</param>
/// <param name="Reason">Why it was taken.</param>
[MessagePackObject]
public sealed record ConsoleNoticeMessage(
    [property: Key("serverId")] string ServerId,
    [property: Key("kind")] string Kind,
    [property: Key("by")] string By,
    [property: Key("to")] string? To,
    [property: Key("reason")] string? Reason);
