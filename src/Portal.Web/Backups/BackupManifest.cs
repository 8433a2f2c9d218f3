using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Web.Backups;

/// <summary>What a backup says of itself. Written last: a folder without it is no whole backup.</summary>
/// <param name="Format">How the folder is laid out.</param>
/// <param name="Version">The portal that made it.</param>
/// <param name="At">When its database was read.</param>
/// <param name="Database">The database that it was taken of; in the backup it is SQLite in any case.</param>
/// <param name="Schema">The database's last migration, by SQLite's name.</param>
/// <param name="Keys">Names of the keys that its secrets are sealed with: not the keys.</param>
/// <param name="Files">Everything else in the folder.</param>
internal sealed record BackupManifest(int Format, string Version, DateTimeOffset At, string Database, string Schema, IReadOnlyList<string> Keys, IReadOnlyList<BackupFile> Files)
{
    public const int PresentFormat = 1;
    public const string FileName = "manifest.json";
    public const string DatabaseName = "portal.db";

    /// <summary>The folder of what was in the data directory.</summary>
    public const string DataName = "data";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    public void Write(string folder)
    {
        using var file = new FileStream(Path.Combine(folder, FileName), FileMode.CreateNew, FileAccess.Write);
        JsonSerializer.Serialize(file, this, s_json);
        file.Flush(flushToDisk: true);
    }

    /// <summary>The manifest of a folder.</summary>
    /// <exception cref="BackupException">It is no backup, or none that this portal can read.</exception>
    public static BackupManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            using var file = File.OpenRead(path);
            var manifest = JsonSerializer.Deserialize<BackupManifest>(file, s_json) ?? throw new JsonException();
            return manifest.Format == PresentFormat ? manifest
                : throw new BackupException($"{folder} is a backup of format {manifest.Format}; this portal reads format {PresentFormat}. Take the portal that made it ({manifest.Version}).");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new BackupException($"{folder} is no whole backup: {FileName} in it cannot be read ({exception.Message.TrimEnd('.')}).");
        }
    }
}
