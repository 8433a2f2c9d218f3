using System.Security.Cryptography;
using System.Text.Json;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Events;

/// <summary>Event logs that were cleared, in files that only the portal's account can read.</summary>
internal sealed class ArchiveShelf(FleetPaths paths)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes a log, whole or not at all, and on the disk when it returns; then reads the file and counts. Answers its hash and the count.</summary>
    public async Task<(string Sha256, int Records)> KeepAsync(Guid archive, BmcId server, ArchivedLog log, CancellationToken ct)
    {
        var directory = DirectoryOf(server);
        PrivateFiles.CreateDirectory(Path.GetDirectoryName(directory)!);
        PrivateFiles.CreateDirectory(directory);
        var content = JsonSerializer.SerializeToUtf8Bytes(log, s_json);
        var path = PathOf(server, archive);
        await using (var file = PrivateFiles.Open(path + ".new", FileMode.Create, FileAccess.Write))
        {
            await file.WriteAsync(content, ct);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path, overwrite: true);
        var kept = await File.ReadAllBytesAsync(path, ct);
        var counted = JsonSerializer.Deserialize<ArchivedLog>(kept, s_json)?.Records.Count ?? 0;
        return (Convert.ToHexStringLower(SHA256.HashData(kept)), counted);
    }

    /// <summary>The file as it was kept; null when it is not there, or not what was kept.</summary>
    public async Task<byte[]?> ReadAsync(EventArchive archive, CancellationToken ct)
    {
        try
        {
            var content = await File.ReadAllBytesAsync(PathOf(archive.ServerId, archive.Id), ct);
            return Convert.ToHexStringLower(SHA256.HashData(content)) == archive.Sha256 ? content : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string DirectoryOf(BmcId server) => Path.Combine(paths.DataDirectory, "event-archives", server.ToString());

    private string PathOf(BmcId server, Guid archive) => Path.Combine(DirectoryOf(server), $"{archive:N}.json");
}
