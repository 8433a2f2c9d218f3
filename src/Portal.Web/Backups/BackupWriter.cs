using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Migrations.Sqlite;

namespace Portal.Web.Backups;

/// <summary>
/// Takes a backup of a portal, running or not, into a new folder. The order makes it consistent, not a pause: the console record's log before its segments (what moves from one
/// to the other meanwhile is then in one of them), both and the anchors before the database (it knows of everything that they have), and keys and archives after it (nothing in it lacks them).
/// </summary>
internal sealed class BackupWriter(PortalOptions options, IDbContextFactory<PortalDb> dbs, Audit audit, BmcAccess access, TimeProvider time)
{
    private const string Log = "consoles/log";

    // Notes and caches of the process that runs, what was meant for a moment, and what must not lie beside the rest: keys in the clear.
    private static readonly string[] s_left = ["portal.lock", "access-changed", "setup-token", "tls.pfx", "sdr", "sessions", "mail"];

    private readonly List<BackupFile> _files = [];

    /// <summary>Takes it.</summary>
    /// <exception cref="BackupException">It cannot be taken.</exception>
    public async Task<BackupManifest> RunAsync(string folder, CancellationToken ct)
    {
        folder = Path.GetFullPath(folder);
        await using var db = await dbs.CreateDbContextAsync(ct);
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
            throw new BackupException("The database has another schema than this program. Take the backup with the program that served last; the new one keeps a copy of an SQLite database before it changes it.");
        Claim(folder);
        var correlation = await audit.IntentAsync(Caller.CommandLine, "backup.create", null, folder, ct);
        var outcome = "failed";
        try
        {
            var manifest = await WriteAsync(db, folder, ct);
            outcome = "ok";
            return manifest;
        }
        finally
        {
            await audit.OutcomeAsync(Caller.CommandLine, correlation, "backup.create", null, outcome, FormattableString.Invariant($"{_files.Count} files, {_files.Sum(file => file.Size)} bytes"), CancellationToken.None);
        }
    }

    private async Task<BackupManifest> WriteAsync(PortalDb db, string folder, CancellationToken ct)
    {
        // Those of the log that are there now. A file that comes later holds only what is newer than this backup, and tells how long the one before it became.
        foreach (var path in Under(Path.Combine(options.DataDirectory, Log)))
            await CopyAsync(path, folder, ct);
        foreach (var path in Under(Path.Combine(options.DataDirectory, "consoles")).Where(path => !Relative(path).StartsWith(Log + '/', StringComparison.Ordinal)))
            await CopyAsync(path, folder, ct);
        var anchors = Path.Combine(options.DataDirectory, "audit-anchors.jsonl");
        if (File.Exists(anchors))
            await CopyAsync(anchors, folder, ct);
        var at = time.GetUtcNow();
        var schema = await CopyDatabaseAsync(db, folder, ct);
        var left = Left();
        foreach (var path in Under(options.DataDirectory).Where(path => !left.Any(no => path == no || path.StartsWith(no + '/', StringComparison.Ordinal))))
            await CopyAsync(path, folder, ct);
        var keys = await (await access.OpenCredentialsAsync(Caller.CommandLine, ct)).GetKeysAsync(ct);
        var version = typeof(BackupWriter).Assembly.GetName().Version?.ToString(3) ?? "";
        var manifest = new BackupManifest(BackupManifest.PresentFormat, version, at, options.Database.ToString(), schema, [.. keys.Keys.Where(key => key.Total > 0).Select(key => key.Id)], _files);
        manifest.Write(folder);
        return manifest;
    }

    private async Task<string> CopyDatabaseAsync(PortalDb db, string folder, CancellationToken ct)
    {
        var path = Path.Combine(folder, BackupManifest.DatabaseName);
        await using var services = Sqlite(path);
        await using var copy = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(ct);
        if (db.Database.IsPostgres())
        {
            await copy.Database.MigrateAsync(ct);
            await DatabaseCopy.RunAsync(db, copy, ct);
        }
        else
        {
            // One snapshot, while others go on to write.
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {path}", ct);
        }

        var schema = (await copy.Database.GetAppliedMigrationsAsync(ct)).LastOrDefault() ?? "";

        // Out of WAL, so that the file is all there is.
        await copy.Database.OpenConnectionAsync(ct);
        await copy.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = DELETE", ct);
        await copy.Database.CloseConnectionAsync();
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        _files.Add(new BackupFile(BackupManifest.DatabaseName, stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct))));
        stream.Flush(flushToDisk: true);
        return schema;
    }

    /// <summary>A database in a file, by itself: not the portal's.</summary>
    internal static ServiceProvider Sqlite(string path) =>
        new ServiceCollection().AddOptions().AddPortalIdentitySchema().AddPortalSqlite($"Data Source={path};Pooling=False").BuildServiceProvider();

    /// <summary>As much of a file as it has now. One that is gone was not needed any more; of one that grows, the rest is newer than the backup.</summary>
    private async Task CopyAsync(string path, string folder, CancellationToken ct)
    {
        FileStream from;
        try
        {
            from = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return;
        }

        await using var _ = from;
        var name = $"{BackupManifest.DataName}/{Relative(path)}";
        var target = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await using var to = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, left) = (new byte[128 * 1024], from.Length);
        while (left > 0 && await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), ct) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
            left -= read;
        }

        to.Flush(flushToDisk: true);
        _files.Add(new BackupFile(name, to.Length, Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    private static void Claim(string folder)
    {
        try
        {
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
                throw new BackupException($"{folder} is not empty. A backup needs a folder of its own, and none is written over.");
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{folder} cannot be made: {exception.Message}");
        }
    }

    private string[] Left()
    {
        var database = options.Database == DatabaseKind.Sqlite ? new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(options.ConnectionString).DataSource : null;
        return
        [
            .. s_left.Select(name => Path.Combine(options.DataDirectory, name)), options.KeyFile, options.Mail.PickupDirectory,
            .. Directory.GetFiles(options.DataDirectory, "portal.db*"), .. database is null ? Array.Empty<string>() : [database, database + "-wal", database + "-shm"],
            Path.Combine(options.DataDirectory, "consoles"), Path.Combine(options.DataDirectory, "audit-anchors.jsonl"),
        ];
    }

    private static IEnumerable<string> Under(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).Order(StringComparer.Ordinal) : [];

    private string Relative(string path) => Path.GetRelativePath(options.DataDirectory, path).Replace('\\', '/');
}
