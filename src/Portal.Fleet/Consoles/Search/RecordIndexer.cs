using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Search;

/// <summary>
/// Makes the index beside each segment, behind the record's back: what was packed since it looked last, and whatever is missing, like after an
/// update of the portal or a change of a server's character set.
/// </summary>
internal sealed partial class RecordIndexer(ConsoleStore store, ServerRegistry servers, TimeProvider time, ILogger<RecordIndexer> logger) : BackgroundService
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(2);

    private readonly BlockLines _lines = new();
    private readonly byte[] _filter = new byte[Trigrams.MostBytes];
    private readonly byte[] _entry = new byte[SegmentIndex.LongestEntry];

    // How far each record is indexed, and what the line that follows may have begun with.
    private readonly ConcurrentDictionary<BmcId, Tail> _tails = new();

    /// <summary>What the line at the end of a record's segments has begun with; null when that is not known.</summary>
    public byte[]? CarryAt(BmcId id, long end) => _tails.TryGetValue(id, out var tail) && tail.End == end ? tail.Carry : null;

    /// <summary>Indexes what can be indexed now.</summary>
    public void IndexAll(Func<BmcId, ConsoleCharset> charsetOf, CancellationToken ct)
    {
        foreach (var record in store.Records)
        {
            try
            {
                Index(record, charsetOf(record.Id), ct);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Its blocks are looked through instead; it is tried again.
                Log.NotIndexed(logger, record.Id, e);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var thread = new BackgroundThread("record-index", yields: true);
        try
        {
            await thread.RunAsync(async () =>
            {
                while (true)
                {
                    var rows = await servers.AllAsync(stoppingToken);
                    IndexAll(id => rows.TryGetValue(id, out var row) ? row.ConsoleCharset : ConsoleCharset.Auto, stoppingToken);
                    await Task.Delay(s_look, time, stoppingToken);
                }
            });
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private void Index(ServerRecord record, ConsoleCharset charset, CancellationToken ct)
    {
        var parts = record.Parts();
        var end = parts.Length == 0 ? 0 : parts[^1].End;
        if (_tails.TryGetValue(record.Id, out var known) && known.End == end && known.Charset == charset)
            return;
        byte[]? carry = null;
        foreach (var part in parts)
        {
            ct.ThrowIfCancellationRequested();

            // A server that is being deleted, and a segment that was dropped: its index must not be made anew.
            carry = part is SegmentFile segment && File.Exists(part.Path) ? Index(record, segment, charset, carry, isLast: part == parts[^1], ct) : null;
        }

        if (end > 0)
            _tails[record.Id] = new Tail(end, charset, carry ?? BlockLines.CarryBefore(record, end));
    }

    /// <param name="carry">Of its first block, when that is known already.</param>
    /// <returns>The carry behind its last block, when that is known.</returns>
    private byte[]? Index(ServerRecord record, SegmentFile segment, ConsoleCharset charset, byte[]? carry, bool isLast, CancellationToken ct)
    {
        var path = SegmentIndex.PathOf(segment.Path);
        var (length, last) = ReadExisting(path, charset);
        if (last?.Block.End == segment.End && !isLast)
            return null;
        using var file = store.Disk.OpenToRead(segment.Path);
        long position = SegmentFile.HeaderSize, first = segment.Start;
        if (last is { } before)
        {
            (position, first) = (before.Block.Next, before.Block.End);
            carry = _lines.TryRead(file, before.Block, before.Carry, charset) ? _lines.CarryBehind(before.Carry) : [];
            if (before.Block.End == segment.End)
                return carry;
        }

        using var index = store.Disk.Open(path, FileMode.OpenOrCreate);
        RandomAccess.SetLength(index, length);
        carry ??= BlockLines.CarryBefore(record, first);
        foreach (var block in SegmentFile.Blocks(file, position, first))
        {
            ct.ThrowIfCancellationRequested();
            if (block.End > segment.End)
                break;
            if (block.First != first)
                carry = [];
            if (_lines.TryRead(file, block, carry, charset))
            {
                _filter.AsSpan().Clear();
                foreach (var line in _lines.Text.Lines)
                    Trigrams.Add(_lines.Text.TextOf(line), _filter);
                var size = SegmentIndex.Write(_entry, block, charset, carry, _filter.AsSpan(0, Trigrams.Fold(_filter)));
                store.Disk.Write(index, _entry.AsSpan(0, size), length);
                length += size;
                carry = _lines.CarryBehind(carry);
            }
            else
                carry = [];
            first = block.End;
        }

        segment.IndexLength = length;

        // Dropped or deleted meanwhile: nothing of it may stay.
        if (!File.Exists(segment.Path))
            File.Delete(path);
        return carry;
    }

    private static (long Length, IndexedBlock? Last) ReadExisting(string path, ConsoleCharset charset)
    {
        if (!File.Exists(path))
            return (0, null);
        IndexedBlock? last = null;
        var isOther = false;
        var length = SegmentIndex.Read(File.ReadAllBytes(path), (in BlockInfo block, ConsoleCharset made, ReadOnlySpan<byte> carry, ReadOnlySpan<byte> _) =>
        {
            last = new IndexedBlock(block, carry.ToArray());
            isOther |= made != charset;
        });
        return isOther ? (0, null) : (length, last);
    }

    private sealed record Tail(long End, ConsoleCharset Charset, byte[] Carry);

    private static partial class Log
    {
        [LoggerMessage(3611, LogLevel.Warning, "The console record of {Server} could not be indexed for the search; it is searched without.")]
        public static partial void NotIndexed(ILogger logger, BmcId server, Exception exception);
    }
}
