using MessagePack;

namespace Portal.Web.Hubs;

/// <summary>The event <c>State</c>: the serial line as the portal holds it.</summary>
/// <param name="State"><c>live</c>, <c>connecting</c>, <c>down</c>, <c>heldByOther</c>, <c>refused</c>, <c>idle</c>, <c>off</c> or <c>released</c>.</param>
/// <param name="Problem">Stable code of what is wrong; <c>none</c> when nothing is.</param>
/// <param name="Sentence">What happened and what to do next; null when nothing is wrong.</param>
/// <param name="Holder">What the BMC tells of who else holds the line, while the state is <c>heldByOther</c>.</param>
/// <param name="Release">Who gave the line away and until when, while the state is <c>released</c>.</param>
[MessagePackObject]
public sealed record ConsoleStateMessage(
    [property: Key("serverId")] string ServerId,
    [property: Key("state")] string State,
    [property: Key("problem")] string Problem,
    [property: Key("sentence")] string? Sentence,
    [property: Key("holder")] ConsoleHolderMessage? Holder = null,
    [property: Key("release")] ConsoleReleaseMessage? Release = null);
