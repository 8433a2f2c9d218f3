using MessagePack;

namespace Portal.Web.Hubs;

/// <summary>The event <c>State</c>: the serial line as the portal holds it.</summary>
/// <param name="State"><c>live</c>, <c>connecting</c>, <c>down</c>, <c>heldByOther</c>, <c>refused</c>, <c>idle</c> or <c>off</c>.</param>
/// <param name="Problem">Stable code of what is wrong; <c>none</c> when nothing is.</param>
/// <param name="Sentence">What happened and what to do next; null when nothing is wrong.</param>
[MessagePackObject]
public sealed record ConsoleStateMessage(
    [property: Key("serverId")] string ServerId,
    [property: Key("state")] string State,
    [property: Key("problem")] string Problem,
    [property: Key("sentence")] string? Sentence);
