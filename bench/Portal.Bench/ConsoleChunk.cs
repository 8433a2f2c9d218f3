using MessagePack;

namespace Portal.Bench;

/// <summary>What the hub streams. Public, because the serializer builds its code outside this assembly.</summary>
[MessagePackObject]
public sealed record ConsoleChunk([property: Key("offset")] long Offset, [property: Key("data")] byte[] Data, [property: Key("gapBefore")] string? GapBefore);
