using Microsoft.Win32.SafeHandles;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>A file of the record's first form: nothing but bytes. Read where it lies until it is too old to be kept; never written.</summary>
internal sealed class LegacyFile : RecordPart
{
    public const string Extension = ".log";
    public const string GapsName = "gaps";

    private readonly IReadOnlyList<ConsoleGap> _gaps;

    /// <param name="gaps">Those of the whole record, in order.</param>
    public LegacyFile(FileInfo file, long start, IReadOnlyList<ConsoleGap> gaps)
        : base(file.FullName, start)
    {
        End = start + file.Length;
        FileLength = file.Length;
        LastTime = new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero).ToUnixTimeMilliseconds();
        _gaps = gaps;
        foreach (var gap in gaps)
        {
            if (gap.Offset == End)
                TailGap = ConsoleGap.CodeOf(gap.Reason);
        }
    }

    public override PartReader Open(SafeFileHandle file) => new Reader(file, Start, LastTime, _gaps);

    private sealed class Reader(SafeFileHandle file, long start, long time, IReadOnlyList<ConsoleGap> gaps) : PartReader(file)
    {
        public override RecordPiece? Read(long offset, long end, Span<byte> into, bool oneTime)
        {
            offset = Math.Max(offset, start);
            string? reason = null;
            foreach (var gap in gaps)
            {
                if (gap.Offset == offset)
                    reason = gap.Reason;
                else if (gap.Offset > offset)
                {
                    end = Math.Min(end, gap.Offset);
                    break;
                }
            }

            var count = RecordDisk.Read(File, into[..(int)Math.Clamp(end - offset, 0, into.Length)], offset - start);
            return count == 0 ? null : new RecordPiece(offset, count, time, GapSpan.Of(reason));
        }

        public override long? Find(long wanted, long end) => time >= wanted ? start : null;
    }
}
