using System.IO.Compression;
using System.Text;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Servers;

namespace Portal.Bench.Search;

/// <summary>
/// Weeks of one console in segments, packed by the record's own writer in pieces as lines bring them; and the same lines as a text file and a gzip file, as
/// other programs keep them.
/// </summary>
internal sealed class SyntheticRecord : IDisposable
{
    private readonly ConsoleProse _prose;
    private readonly BlockWriter _writer = new();
    private readonly SegmentAppender _appender;
    private readonly FileStream? _plain;
    private readonly Stream? _packed;
    private readonly byte[] _line = new byte[1024];
    private long _offset;

    public SyntheticRecord(RecordDisk disk, RecordOptions options, string records, string? peers, int host)
    {
        _prose = new ConsoleProse(host);
        var retention = options.Retention;
        var directory = Path.Combine(records, Id.ToString());
        _appender = new SegmentAppender(disk, directory, Id, null, Math.Min(options.SegmentBytes, retention.Bytes / 16), (long)retention.Age.TotalMilliseconds / 16);
        if (peers is null)
            return;
        _plain = File.Create(Path.Combine(peers, $"host-{host:d4}.log"));
        _packed = new GZipStream(File.Create(Path.Combine(peers, $"host-{host:d4}.log.gz")), CompressionLevel.Fastest);
    }

    public BmcId Id { get; } = BmcId.New();

    /// <summary>Prints so many bytes more, evenly over a stretch of time, and these lines at equal distances among them.</summary>
    /// <param name="from">In milliseconds of Unix time.</param>
    public void Print(long bytes, long from, long until, IReadOnlyList<string> planted)
    {
        var begin = _offset;
        var end = begin + bytes;
        var next = 0;
        while (_offset < end)
        {
            var time = from + (long)((until - from) * ((_offset - begin) / (double)bytes));
            Add(_line.AsSpan(0, _prose.Line(_line)), time);
            if (next < planted.Count && _offset - begin > bytes * (next + 1) / (planted.Count + 1))
                Add(Encoding.ASCII.GetBytes(planted[next++] + "\r\n"), time);
        }
    }

    /// <summary>What was printed is in the files.</summary>
    public void Finish()
    {
        if (!_writer.IsEmpty)
            _appender.Append(_writer);
        _appender.Sync();
        _plain?.Flush();
    }

    public void Dispose()
    {
        _appender.Dispose();
        _plain?.Dispose();
        _packed?.Dispose();
    }

    private void Add(ReadOnlySpan<byte> line, long time)
    {
        _writer.AddData(_offset, time, line);
        _offset += line.Length;
        _plain?.Write(line);
        _packed?.Write(line);
        if (_writer.IsFull)
            _appender.Append(_writer);
    }
}
