using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Fleet.Auditing;

/// <summary>The file of anchors: one JSON object per line, only ever appended to.</summary>
internal sealed class AnchorFile
{
    private const int LongestLine = 4096;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    public AnchorFile(string path) => Path = path;

    public string Path { get; }

    /// <summary>Appends an anchor; on the disk when this returns.</summary>
    public void Append(AuditAnchor anchor)
    {
        PrivateFiles.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
        using var stream = PrivateFiles.Open(Path, FileMode.Append, FileAccess.Write);
        stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(anchor, s_json), (byte)'\n']);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>All anchors, oldest first; a line that is none is null. Nothing when there is no file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IEnumerable<AuditAnchor?> Read()
    {
        if (!File.Exists(Path))
            yield break;
        foreach (var line in File.ReadLines(Path))
        {
            if (!string.IsNullOrWhiteSpace(line))
                yield return Parse(line);
        }
    }

    private static AuditAnchor? Parse(string line)
    {
        try
        {
            return line.Length > LongestLine ? null : JsonSerializer.Deserialize<AuditAnchor>(line, s_json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
