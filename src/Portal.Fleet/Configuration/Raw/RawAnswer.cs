using Portal.Ipmi;

namespace Portal.Fleet.Configuration.Raw;

/// <summary>What a BMC answered to a command by number.</summary>
/// <param name="CompletionCode">The first byte of the answer.</param>
/// <param name="Meaning">It, in words.</param>
/// <param name="Data">What followed; empty when the BMC refused.</param>
/// <param name="Took">How long it took.</param>
public sealed record RawAnswer(CompletionCode CompletionCode, string Meaning, ReadOnlyMemory<byte> Data, TimeSpan Took);
