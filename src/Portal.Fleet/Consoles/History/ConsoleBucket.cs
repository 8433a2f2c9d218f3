namespace Portal.Fleet.Consoles.History;

/// <summary>How much was printed in one slice of time.</summary>
/// <param name="At">When the slice begins.</param>
/// <param name="Offset">Of the first byte printed then or later.</param>
/// <param name="Bytes">Printed until the next slice begins.</param>
public sealed record ConsoleBucket(DateTimeOffset At, long Offset, long Bytes);
