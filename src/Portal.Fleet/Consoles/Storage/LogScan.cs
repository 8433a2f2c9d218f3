namespace Portal.Fleet.Consoles.Storage;

/// <summary>Finds the frames in the bytes of a log file.</summary>
internal static class LogScan
{
    /// <summary>
    /// Every whole, undamaged frame. A torn tail ends the file; damage in the middle costs only the frames it hit, because the next one
    /// is found by its magic and proven by its checksum.
    /// </summary>
    public static IEnumerable<(int Position, LogFrame Frame)> Frames(byte[] file, uint seed)
    {
        var position = LogFile.HeaderSize;
        while (position < file.Length)
        {
            if (LogFrame.TryRead(file.AsSpan(position), seed, out var frame))
            {
                yield return (position, frame);
                position += frame.Size;
                continue;
            }

            var next = file.AsSpan(position + 1).IndexOf(LogFrame.Magic);
            if (next < 0)
                yield break;
            position += 1 + next;
        }
    }
}
