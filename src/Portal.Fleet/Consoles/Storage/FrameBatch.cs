using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>The frames of one commit round, on their way into one log file.</summary>
internal sealed class FrameBatch
{
    /// <summary>From here on it is written before more is gathered.</summary>
    public const int Large = 1024 * 1024;

    private List<(ServerRecord Record, LogExtent Extent)> _extents = [];
    private byte[] _bytes = new byte[64 * 1024];
    private int _length;
    private long _position;
    private LogFile _file = null!;

    public bool IsLarge => _length >= Large;

    /// <summary>Length of the file with what was written.</summary>
    public long End => _position + _length;

    /// <summary>Answers where the frames are since it was asked last: those that readers look for.</summary>
    /// <param name="empty">Takes the next ones.</param>
    public List<(ServerRecord Record, LogExtent Extent)> TakeExtents(List<(ServerRecord Record, LogExtent Extent)> empty)
    {
        var taken = _extents;
        _extents = empty;
        return taken;
    }

    /// <summary>The frames since it was asked last do not count.</summary>
    public void DropExtents() => _extents.Clear();

    /// <summary>Goes on behind what surely is in a file.</summary>
    public void Begin(LogFile file)
    {
        _file = file;
        _position = file.Length;
        _length = 0;
        _extents.Clear();
    }

    /// <summary>Bytes in two parts, because they lie in a ring; at most <see cref="LogFrame.MaxPayload"/>.</summary>
    public void AddData(ServerRecord record, long offset, long time, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        _extents.Add((record, new LogExtent(_file, offset, (int)End, (ushort)(head.Length + tail.Length), 0)));
        Add(new LogFrame(FrameKind.Data, 0, head.Length + tail.Length, offset, time, record.Id), head, tail);
    }

    public void AddGap(ServerRecord record, long offset, string reason, long time)
    {
        var code = ConsoleGap.CodeOf(reason);
        _extents.Add((record, new LogExtent(_file, offset, (int)End, 0, code)));
        Add(new LogFrame(FrameKind.Gap, code, 0, offset, time, record.Id), default, default);
    }

    public void AddDeleted(BmcId server, long time) => Add(new LogFrame(FrameKind.Deleted, 0, 0, 0, time, server), default, default);

    /// <summary>A frame that says no more than that the portal lived then, or stopped.</summary>
    public void AddMark(FrameKind kind, long time) => Add(new LogFrame(kind, 0, 0, 0, time, default), default, default);

    /// <summary>Writes what was gathered so far.</summary>
    public void Write()
    {
        if (_length == 0)
            return;
        _file.Write(_bytes.AsSpan(0, _length), _position);
        _position += _length;
        _length = 0;
        if (_bytes.Length > 2 * Large)
            _bytes = new byte[Large];
    }

    private void Add(in LogFrame frame, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if (_bytes.Length - _length < frame.Size)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + frame.Size));
        frame.Write(_bytes.AsSpan(_length), _file.Seed, head, tail);
        _length += frame.Size;
    }
}
