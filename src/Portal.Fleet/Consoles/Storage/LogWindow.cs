namespace Portal.Fleet.Consoles.Storage;

/// <summary>
/// Reads frames of a log, mostly in their order, through a small window: a whole file would be tens of megabytes of memory for what is a piece per server. Not thread safe.
/// </summary>
internal sealed class LogWindow
{
    /// <summary>Frames of a busy console lie close together, and one reading brings several.</summary>
    private const int Ahead = 4 * 1024;

    private readonly byte[] _bytes = new byte[LogFrame.HeaderSize + LogFrame.MaxPayload];
    private LogFile? _file;
    private long _start;
    private int _length;

    /// <summary>Reads the frame of an extent; false when it is damaged.</summary>
    /// <param name="bytes">What stands behind its header; valid until the next call.</param>
    /// <exception cref="IOException">The disk does not give it back.</exception>
    public bool TryRead(in LogExtent extent, out LogFrame frame, out ReadOnlySpan<byte> bytes)
    {
        var size = LogFrame.HeaderSize + extent.Length;
        if (_file != extent.File || extent.Position < _start || extent.Position + size > _start + _length)
        {
            _file = null;
            _length = extent.File.Read(_bytes.AsSpan(0, Math.Max(size, Ahead)), extent.Position);
            (_file, _start) = (extent.File, extent.Position);
        }

        bytes = default;
        var from = _bytes.AsSpan((int)(extent.Position - _start), Math.Min(size, _length - (int)(extent.Position - _start)));
        if (!LogFrame.TryRead(from, extent.File.Seed, out frame) || frame.Length != extent.Length)
            return false;
        bytes = from[LogFrame.HeaderSize..];
        return true;
    }
}
