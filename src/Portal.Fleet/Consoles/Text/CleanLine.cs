namespace Portal.Fleet.Consoles.Text;

/// <summary>One line of a console among others in one text.</summary>
/// <param name="Start">Where its characters begin in the text.</param>
/// <param name="Offset">Of its first byte in the console.</param>
/// <param name="End">Offset behind its last byte.</param>
internal readonly record struct CleanLine(int Start, int Length, long Offset, long End);
