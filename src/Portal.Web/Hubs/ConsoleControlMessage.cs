using MessagePack;

namespace Portal.Web.Hubs;

/// <summary>Who types on a console, told to each viewer at once and on every change.</summary>
/// <param name="ServerId">Which server.</param>
/// <param name="Driver">Name of who types; null when the next key of anybody takes control.</param>
/// <param name="Mine">The driver is this connection's own user.</param>
/// <param name="Asking">Who asks for control, longest first.</param>
[MessagePackObject]
public sealed record ConsoleControlMessage(
    [property: Key("serverId")] string ServerId,
    [property: Key("driver")] string? Driver,
    [property: Key("mine")] bool Mine,
    [property: Key("asking")] ConsoleAsker[] Asking);
