using MessagePack;

namespace Portal.Web.Hubs;

/// <summary>The event <c>Link</c>: what an observer link opened, told before anything else.</summary>
/// <param name="Server">The server's name.</param>
/// <param name="Label">Whom the link is for.</param>
/// <param name="EndsAt">When it ends, in milliseconds of Unix time.</param>
/// <param name="Now">What time the portal has.</param>
/// <param name="Charset">What the bytes mean.</param>
[MessagePackObject]
public sealed record ObserveMessage(
    [property: Key("server")] string Server,
    [property: Key("label")] string Label,
    [property: Key("endsAt")] long EndsAt,
    [property: Key("now")] long Now,
    [property: Key("charset")] string Charset);
