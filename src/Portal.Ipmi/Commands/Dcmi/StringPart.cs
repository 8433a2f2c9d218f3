namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>A part of a string that DCMI gives 16 bytes at a time.</summary>
/// <param name="TotalLength">Length of the whole string in bytes.</param>
/// <param name="Data">The part.</param>
public sealed record StringPart(int TotalLength, ReadOnlyMemory<byte> Data);
