using System.Globalization;
using Portal.Fleet.Consoles.Search;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>Finds what is on disk of one server's record, apart from the log.</summary>
internal static class ServerFiles
{
    private const int GapsKept = 1000;

    /// <summary>Its files in the order of their offsets.</summary>
    /// <param name="doubtful">From this offset on the log has the bytes too, and a segment may be torn.</param>
    /// <param name="unreadable">There is a file that the disk does not give back: where the record ends is not known.</param>
    public static List<RecordPart> Load(RecordDisk disk, string directory, BmcId server, long doubtful, out bool unreadable)
    {
        unreadable = false;
        var parts = new List<RecordPart>();
        if (!Directory.Exists(directory))
            return parts;
        var gaps = ReadGaps(Path.Combine(directory, LegacyFile.GapsName));
        foreach (var file in new DirectoryInfo(directory).EnumerateFiles())
        {
            if (!long.TryParse(Path.GetFileNameWithoutExtension(file.Name), NumberStyles.None, CultureInfo.InvariantCulture, out var start))
                continue;
            if (file.Extension == LegacyFile.Extension && file.Length > 0)
                parts.Add(new LegacyFile(file, start, gaps));
            else if (file.Extension == SegmentFile.Extension)
            {
                try
                {
                    if (LoadSegment(disk, file.FullName, start, server, doubtful) is not { } segment)
                        continue;
                    var index = new FileInfo(SegmentIndex.PathOf(file.FullName));
                    segment.IndexLength = index.Exists ? index.Length : 0;
                    parts.Add(segment);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    unreadable = true;
                }
            }
        }

        parts.Sort((left, right) => left.Start.CompareTo(right.Start));
        return parts;
    }

    private static SegmentFile? LoadSegment(RecordDisk disk, string path, long start, BmcId server, long doubtful)
    {
        using var file = disk.OpenToRead(path);
        return SegmentFile.Load(path, start, file, server, doubtful);
    }

    private static List<ConsoleGap> ReadGaps(string path)
    {
        var gaps = new List<ConsoleGap>();
        if (!File.Exists(path))
            return gaps;
        foreach (var line in File.ReadLines(path))
        {
            // A line that a crash cut short is not a gap.
            var parts = line.Split(' ');
            if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
                && parts[1] is ConsoleGap.LineLost or ConsoleGap.BmcOverrun or ConsoleGap.NotKept && (gaps.Count == 0 || gaps[^1].Offset < offset))
                gaps.Add(new ConsoleGap(offset, parts[1]));
        }

        if (gaps.Count > GapsKept)
            gaps.RemoveRange(0, gaps.Count - GapsKept);
        return gaps;
    }
}
