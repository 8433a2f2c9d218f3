namespace Portal.Fleet.Consoles.Text;

/// <summary>Takes a line of clean text; the characters are only valid during the call. See <see cref="TranscriptLine"/>.</summary>
public delegate void TranscriptSink(long offset, long end, ReadOnlySpan<char> text);
