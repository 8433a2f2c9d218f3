using Portal.Fleet.Consoles.Storage;

namespace Portal.Fleet.Consoles.Search;

/// <summary>A block that may hold what is looked for.</summary>
/// <param name="Carry">The bytes right before it since the last line feed; null when nobody has looked yet.</param>
internal readonly record struct IndexedBlock(BlockInfo Block, byte[]? Carry);
