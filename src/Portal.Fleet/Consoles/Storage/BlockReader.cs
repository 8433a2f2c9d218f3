using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>One block unpacked. What is on disk is not trusted: a block that does not fit its checksum or its header is no block.</summary>
internal sealed class BlockReader
{
    private readonly List<BlockEntry> _entries = [];
    private byte[] _raw = [];
    private byte[] _stored = [];
    private int _data;

    /// <summary>Position of the block that was read last; -1 when it was damaged.</summary>
    public long Position { get; private set; } = -1;

    public IReadOnlyList<BlockEntry> Entries => _entries;

    /// <summary>The bytes of an entry and of those behind it.</summary>
    public ReadOnlySpan<byte> Bytes(in BlockEntry entry, int from, int count) => _raw.AsSpan(_data + entry.At + from, count);

    /// <summary>Reads and unpacks a block; false when it is damaged.</summary>
    public bool TryRead(SafeFileHandle file, in BlockInfo block)
    {
        Position = -1;
        _entries.Clear();
        if (_stored.Length < block.StoredLength)
            _stored = new byte[block.StoredLength];
        if (_raw.Length < block.RawLength)
            _raw = new byte[block.RawLength];
        var stored = _stored.AsSpan(0, block.StoredLength);
        if (RecordDisk.Read(file, stored, block.Position + BlockInfo.HeaderSize) < stored.Length || Crc32C.Of(0, stored) != block.Checksum)
            return false;
        var raw = _raw.AsSpan(0, block.RawLength);
        if (!block.Packed)
        {
            if (stored.Length != raw.Length)
                return false;
            stored.CopyTo(raw);
        }
        else if (!BrotliDecoder.TryDecompress(stored, raw, out var length) || length != raw.Length)
            return false;
        if (!TryReadEntries(raw, block))
            return false;
        Position = block.Position;
        return true;
    }

    private bool TryReadEntries(ReadOnlySpan<byte> raw, in BlockInfo block)
    {
        var rest = raw;
        if (!Varint.TryRead(ref rest, out var length) || length > (ulong)rest.Length)
            return false;
        _data = raw.Length - rest.Length + (int)length;
        var room = raw.Length - _data;
        rest = rest[..(int)length];
        var offset = block.First;
        var time = block.FirstTime;
        var at = 0;
        while (!rest.IsEmpty)
        {
            var head = rest[0];
            rest = rest[1..];
            var isData = (FrameKind)(head & 0x0F) == FrameKind.Data;
            ulong count = 0;
            if (!Varint.TryRead(ref rest, out var skip) || !Varint.TryReadSigned(ref rest, out var passed) || (isData && !Varint.TryRead(ref rest, out count))
                || skip > long.MaxValue || count > (ulong)(room - at))
                return false;
            offset += (long)skip;
            time += passed;
            _entries.Add(new BlockEntry(offset, time, at, (int)count, isData ? (byte)0 : (byte)(head >> 4)));
            offset += (long)count;
            at += (int)count;
        }

        return offset == block.End;
    }
}
