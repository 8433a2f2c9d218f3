using System.Security.Cryptography;
using System.Text.Json;
using Portal.Ipmi.Events;

namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>Event logs of earlier tenancies, in files that only the portal's account can read. For staff.</summary>
internal sealed class LogShelf(FleetPaths paths)
{
    private const string FileName = "event-log.json";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private string DirectoryOf(Guid handOver) => Path.Combine(paths.DataDirectory, "handovers", handOver.ToString("N"));

    /// <summary>Writes what was read; whole or not at all, and on the disk when it returns.</summary>
    public async Task<LogArchive> KeepAsync(HandOver handOver, SelReadResult log, DateTimeOffset now, CancellationToken ct)
    {
        var directory = DirectoryOf(handOver.Id);
        PrivateFiles.CreateDirectory(Path.GetDirectoryName(directory)!);
        PrivateFiles.CreateDirectory(directory);
        var content = JsonSerializer.SerializeToUtf8Bytes(new
        {
            server = handOver.ServerName,
            serverId = handOver.ServerId.ToString(),
            endedEpoch = handOver.Epoch - 1,
            readAt = now,
            entries = log.Info.Entries,
            irregularities = log.Irregularities.ToString(),
            records = log.Records.Select(record => new { id = record.Id, type = record.RecordType, time = record.Time?.ToTime(), raw = record.Bytes.ToString() }),
        }, s_json);
        var path = Path.Combine(directory, FileName);
        var draft = path + ".new";
        await using (var file = PrivateFiles.Open(draft, FileMode.Create, FileAccess.Write))
        {
            await file.WriteAsync(content, ct);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
        return new LogArchive(FileName, Convert.ToHexStringLower(SHA256.HashData(content)), log.Records.Count, LogPlace.Of(log.Cursor));
    }

    /// <summary>The file as it was kept; null when it is not there, or not what was kept.</summary>
    public async Task<byte[]?> ReadAsync(Guid handOver, LogArchive archive, CancellationToken ct)
    {
        try
        {
            var content = await File.ReadAllBytesAsync(Path.Combine(DirectoryOf(handOver), FileName), ct);
            return Convert.ToHexStringLower(SHA256.HashData(content)) == archive.Sha256 ? content : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
