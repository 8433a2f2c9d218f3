using System.IO.Compression;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>Gathers entries of one server and packs them into blocks.</summary>
internal sealed class BlockWriter
{
    /*  raw: length of the entries | entries | bytes
        entry: kind and reason | offset behind the last entry's end | time since the last entry (zigzag) | length, of bytes only  */

    /// <summary>Bytes and entries of a block, unpacked; the last entry may go beyond by its own length.</summary>
    private const int Full = 64 * 1024;

    // Measured on console text: beyond this, time grows faster than size shrinks. 18 bits cover a block.
    private const int Quality = 4;
    private const int Window = 18;

    private readonly byte[] _data = new byte[Full + LogFrame.MaxPayload];
    private readonly byte[] _entries = new byte[Full + Varint.Longest * 4];
    private readonly byte[] _raw = new byte[BlockInfo.MaxRaw];
    private readonly byte[] _packed = new byte[BlockInfo.MaxRaw];
    private int _dataLength;
    private int _entriesLength;
    private BlockEntry _last;
    private long _first;
    private long _firstTime;
    private long _lastTime;

    public bool IsEmpty => _entriesLength == 0;

    public bool IsFull => _dataLength + _entriesLength >= Full;

    /// <summary>Adds bytes; at most <see cref="LogFrame.MaxPayload"/>, and only while not full.</summary>
    public void AddData(long offset, long time, ReadOnlySpan<byte> bytes)
    {
        AddEntry(new BlockEntry(offset, time, _dataLength, bytes.Length, 0));
        bytes.CopyTo(_data.AsSpan(_dataLength));
        _dataLength += bytes.Length;
    }

    public void AddGap(long offset, long time, byte reason) => AddEntry(new BlockEntry(offset, time, _dataLength, 0, reason));

    /// <summary>Answers header and bytes of the block, valid until the next call, and begins anew.</summary>
    /// <param name="position">Where in the file it will be.</param>
    public (BlockInfo Info, ReadOnlyMemory<byte> Bytes) Pack(long position)
    {
        var rawLength = Varint.Write(_raw, (ulong)_entriesLength);
        _entries.AsSpan(0, _entriesLength).CopyTo(_raw.AsSpan(rawLength));
        rawLength += _entriesLength;
        _data.AsSpan(0, _dataLength).CopyTo(_raw.AsSpan(rawLength));
        rawLength += _dataLength;

        var stored = _packed.AsSpan(BlockInfo.HeaderSize, rawLength);
        var packed = BrotliEncoder.TryCompress(_raw.AsSpan(0, rawLength), stored, out var storedLength, Quality, Window) && storedLength < rawLength;
        if (!packed)
        {
            _raw.AsSpan(0, rawLength).CopyTo(stored);
            storedLength = rawLength;
        }

        var checksum = Crc32C.Of(0, _packed.AsSpan(BlockInfo.HeaderSize, storedLength));
        var info = new BlockInfo(position, _first, _last.End, _firstTime, _lastTime, rawLength, storedLength, checksum, packed, _last.Reason);
        info.Write(_packed);
        _dataLength = _entriesLength = 0;
        return (info, _packed.AsMemory(0, BlockInfo.HeaderSize + storedLength));
    }

    private void AddEntry(in BlockEntry entry)
    {
        if (_entriesLength == 0)
        {
            _first = entry.Offset;
            _last = new BlockEntry(entry.Offset, entry.Time, 0, 0, 0);
            _firstTime = _lastTime = entry.Time;
        }

        // The clock may have been set back in between.
        _firstTime = Math.Min(_firstTime, entry.Time);
        _lastTime = Math.Max(_lastTime, entry.Time);
        var into = _entries.AsSpan(_entriesLength);
        into[0] = (byte)((byte)(entry.Reason == 0 ? FrameKind.Data : FrameKind.Gap) | (entry.Reason << 4));
        var length = 1 + Varint.Write(into[1..], (ulong)(entry.Offset - _last.End));
        length += Varint.WriteSigned(into[length..], entry.Time - _last.Time);
        if (entry.Reason == 0)
            length += Varint.Write(into[length..], (ulong)entry.Length);
        _entriesLength += length;
        _last = entry;
    }
}
