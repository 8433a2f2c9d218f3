namespace Portal.Fleet.Consoles.Text;

/// <summary>One line of clean text.</summary>
/// <param name="Offset">Offset of its first byte: where the line before ended.</param>
/// <param name="End">Offset behind its last byte, the line feed included.</param>
public readonly record struct TranscriptLine(long Offset, long End, string Text);
