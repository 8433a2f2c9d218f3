using Microsoft.Win32.SafeHandles;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>
/// Appends blocks to the newest segment of a server, or begins new ones. Readers learn of them afterwards, from <see cref="Appended"/>; until
/// then nothing that they use changes.
/// </summary>
internal sealed class SegmentAppender(RecordDisk disk, string directory, BmcId server, SegmentFile? newest, long segmentBytes, long segmentSpan) : IDisposable
{
    private readonly List<Target> _targets = [];
    private bool _directoryMade;

    /// <summary>What was appended to which segment, in order; new segments begin without any block.</summary>
    public IEnumerable<(SegmentFile Segment, IReadOnlyList<BlockInfo> Blocks)> Appended => _targets.Select(target => (target.Segment, (IReadOnlyList<BlockInfo>)target.Blocks));

    /// <summary>Packs what the writer holds and appends it.</summary>
    public void Append(BlockWriter writer)
    {
        var target = _targets.Count > 0 ? _targets[^1] : newest is not null ? OpenNewest(newest) : null;
        var (info, bytes) = writer.Pack(target?.Length ?? SegmentFile.HeaderSize);
        if (target is null || (target.Segment.Start != info.First && (target.Length + bytes.Length > segmentBytes || info.LastTime - target.FirstTime > segmentSpan)))
        {
            target = Create(info.First);
            info = info with { Position = target.Length };
        }

        disk.Write(target.File, bytes.Span, target.Length);
        target.Blocks.Add(info);
        target.Length += bytes.Length;
        target.FirstTime = Math.Min(target.FirstTime, info.FirstTime);
    }

    /// <summary>Returns when all of it is on the disk.</summary>
    public void Sync()
    {
        foreach (var target in _targets)
            disk.Sync(target.File);
        if (!_targets.Exists(target => target.IsNew))
            return;
        disk.SyncDirectory(directory);
        if (_directoryMade)
            disk.SyncDirectory(Path.GetDirectoryName(directory)!);
    }

    /// <summary>Takes back what was appended: the log still has it.</summary>
    public void Undo()
    {
        foreach (var target in _targets)
        {
            if (target.IsNew)
                File.Delete(target.Segment.Path);
            else
                RandomAccess.SetLength(target.File, target.Segment.FileLength);
        }
    }

    public void Dispose()
    {
        foreach (var target in _targets)
            target.File.Dispose();
    }

    private Target OpenNewest(SegmentFile segment)
    {
        var target = new Target(segment, disk.Open(segment.Path, FileMode.Open), isNew: false);
        _targets.Add(target);

        // What a crash left behind its last good block.
        RandomAccess.SetLength(target.File, segment.FileLength);
        return target;
    }

    private Target Create(long start)
    {
        _directoryMade |= !Directory.Exists(directory);
        PrivateFiles.CreateDirectory(directory);
        var path = Path.Combine(directory, SegmentFile.NameOf(start));
        var target = new Target(new SegmentFile(path, start), disk.Open(path, FileMode.Create), isNew: true);
        _targets.Add(target);
        disk.Write(target.File, SegmentFile.Header(server), 0);
        return target;
    }

    private sealed class Target(SegmentFile segment, SafeFileHandle file, bool isNew)
    {
        public SegmentFile Segment { get; } = segment;

        public SafeFileHandle File { get; } = file;

        public bool IsNew { get; } = isNew;

        public List<BlockInfo> Blocks { get; } = [];

        public long Length { get; set; } = isNew ? SegmentFile.HeaderSize : segment.FileLength;

        public long FirstTime { get; set; } = isNew ? long.MaxValue : segment.FirstTime;
    }
}
