using Microsoft.Win32.SafeHandles;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Consoles.Text;

namespace Portal.Fleet.Consoles.Search;

/// <summary>What one worker of a search reads with: one open file, one block.</summary>
internal sealed class SearchReader(LineMatcher matcher, RecordDisk disk) : IDisposable
{
    private readonly BlockLines _lines = new();
    private byte[] _index = [];
    private string? _path;
    private SafeFileHandle? _file;

    /// <summary>The blocks of a segment that may hold what is looked for.</summary>
    /// <param name="ruledOut">How many bytes are in the others.</param>
    public List<IndexedBlock> Candidates(SegmentFile segment, ConsoleCharset charset, out long ruledOut)
    {
        var found = new List<IndexedBlock>();
        var (position, end) = ((long)SegmentFile.HeaderSize, segment.Start);
        long others = 0;
        var path = SegmentIndex.PathOf(segment.Path);
        if (File.Exists(path))
        {
            using var index = disk.OpenToRead(path);
            var length = (int)Math.Min(RandomAccess.GetLength(index), int.MaxValue / 2);
            if (_index.Length < length)
                _index = new byte[length];
            length = RecordDisk.Read(index, _index.AsSpan(0, length), 0);
            SegmentIndex.Read(_index.AsSpan(0, length), (in BlockInfo block, ConsoleCharset made, ReadOnlySpan<byte> carry, ReadOnlySpan<byte> filter) =>
            {
                if (block.First < end || block.End > segment.End)
                    return;
                (position, end) = (block.Next, block.End);
                if (made != charset || matcher.MayHold(filter))
                    found.Add(new IndexedBlock(block, carry.Length == 0 ? [] : carry.ToArray()));
                else
                    others += block.End - block.First;
            });
        }

        ruledOut = others;
        if (end >= segment.End)
            return found;
        var file = Open(segment.Path);
        foreach (var block in SegmentFile.Blocks(file, position, end))
        {
            if (block.End > segment.End)
                break;
            found.Add(new IndexedBlock(block, null));
        }

        return found;
    }

    /// <summary>Looks through a block.</summary>
    public void Find(in SearchWork work, in IndexedBlock block, Action<SearchConsole, long, long, string> found, CancellationToken ct)
    {
        var file = Open(work.Part.Path);
        var console = work.Console;
        if (!_lines.TryRead(file, block.Block, block.Carry ?? BlockLines.CarryBefore(work.Record, block.Block.First), console.Charset))
            return;
        var newest = block.Block.LastTime;
        matcher.Find(_lines.Text, line =>
        {
            // A clock that was set back must not put a line before what was told already.
            if (_lines.IsHere(line))
                found(console, line.Offset, Math.Min(_lines.TimeOf(line), newest), _lines.Text.TextOf(line).ToString());
        }, ct);
    }

    /// <summary>Looks through a file of the record's first form.</summary>
    public void FindAll(in SearchWork work, Action<SearchConsole, long, long, string> found, CancellationToken ct)
    {
        using var part = work.Part.Open(disk.OpenToRead(work.Part.Path));
        var (console, time) = (work.Console, work.Part.LastTime);
        var text = new LineCollector(console.Charset);
        var buffer = new byte[64 * 1024];
        for (var offset = work.Part.Start; part.Read(offset, work.Part.End, buffer, oneTime: false) is { } piece; offset = piece.Offset + piece.Count)
        {
            if (piece.Gap is not null)
                text.Break(piece.Offset);
            text.Add(buffer.AsSpan(0, piece.Count), piece.Offset);
            matcher.Find(text, line => found(console, line.Offset, time, text.TextOf(line).ToString()), ct);
            text.Clear();
        }

        text.TakeUnfinished();
        matcher.Find(text, line => found(console, line.Offset, time, text.TextOf(line).ToString()), ct);
    }

    public void Dispose() => _file?.Dispose();

    private SafeFileHandle Open(string path)
    {
        if (_path == path && _file is not null)
            return _file;
        _file?.Dispose();
        _path = null;
        _file = disk.OpenToRead(path);
        _path = path;
        return _file;
    }
}
