using MessagePack;

namespace Portal.Web.Hubs;

/// <summary>Someone who asks for control of a console.</summary>
/// <param name="UserId">What <c>GrantControl</c> and <c>DeclineControl</c> take.</param>
/// <param name="Name">The name, for people.</param>
[MessagePackObject]
public sealed record ConsoleAsker([property: Key("userId")] string UserId, [property: Key("name")] string Name);
