using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Data;
using Portal.Web.Hosting;

namespace Portal.Web.Backups;

/// <summary>Puts a backup back into an empty data directory and an empty database. What stops it half way takes away what it wrote.</summary>
internal static class BackupRestore
{
    private const string Staged = "restored.db";

    /// <summary>Checks the backup and places its files. The database follows, once there are services that know where to.</summary>
    /// <param name="settings">Of the command line.</param>
    /// <exception cref="BackupException">Nothing was changed.</exception>
    public static async Task<BackupManifest> PlaceAsync(string[] settings, string folder, string? keyFile, CancellationToken ct)
    {
        var manifest = BackupManifest.Read(folder);
        var options = PortalOptionsReader.Read(new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true).AddEnvironmentVariables().AddCommandLine(settings).Build());
        await CheckAsync(folder, manifest, ct);
        RequireEmpty(options);
        RequireKey(options, keyFile);
        DataDirectory.Prepare(options.DataDirectory);
        using var mine = DataDirectory.Lock(options.DataDirectory);
        try
        {
            Place(folder, manifest, options, keyFile);
        }
        catch
        {
            Undo(options, keyFile is not null);
            throw;
        }

        return manifest;
    }

    /// <summary>Brings the database to the present schema and, on PostgreSQL, its rows over; ends what must not go on.</summary>
    public static async Task FinishAsync(IServiceProvider services, CancellationToken ct)
    {
        var options = services.GetRequiredService<PortalOptions>();
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(ct);
        if (options.Database == DatabaseKind.Postgres)
        {
            var staged = Path.Combine(options.DataDirectory, Staged);
            try
            {
                // Before its schema is touched: it may be another portal's.
                if ((await db.Database.GetAppliedMigrationsAsync(ct)).Any() && !await DatabaseCopy.IsEmptyAsync(db, ct))
                    throw new BackupException("The PostgreSQL database is not empty, and nothing is written over. Make a new one and name it in ConnectionStrings:Portal.");
                await PortalDatabase.MigrateAsync(services, ct);
                await using var source = BackupWriter.Sqlite(staged);
                await using var from = await source.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(ct);
                await from.Database.MigrateAsync(ct);
                await DatabaseCopy.RunAsync(from, db, ct);
            }
            catch
            {
                Undo(options, withKey: false);
                throw;
            }

            foreach (var path in Directory.GetFiles(options.DataDirectory, Staged + "*"))
                File.Delete(path);
        }
        else
        {
            await PortalDatabase.MigrateAsync(services, ct);
        }

        await DatabaseCopy.EndVisitsAsync(db, ct);
    }

    private static async Task CheckAsync(string folder, BackupManifest manifest, CancellationToken ct)
    {
        foreach (var file in manifest.Files)
        {
            var path = Path.GetFullPath(Path.Combine(folder, file.Path));
            if (!path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw new BackupException($"The backup names {file.Path}, which is outside of its folder.");
            try
            {
                await using var stream = File.OpenRead(path);
                if (stream.Length != file.Size || Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct)) != file.Sha256)
                    throw new BackupException($"{file.Path} of the backup is not as it was written. Take another copy of the backup.");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new BackupException($"{file.Path} of the backup cannot be read: {exception.Message}");
            }
        }

        if (!manifest.Files.Any(file => file.Path == BackupManifest.DatabaseName))
            throw new BackupException("There is no database in the backup.");
    }

    private static void RequireEmpty(PortalOptions options)
    {
        var there = Directory.Exists(options.DataDirectory)
            ? Directory.EnumerateFileSystemEntries(options.DataDirectory).FirstOrDefault(path => path != options.KeyFile && Path.GetFileName(path) != "portal.lock") : null;
        if (there is not null)
            throw new BackupException($"{options.DataDirectory} is not empty ({Path.GetFileName(there)}), and nothing is written over. Name another with --Portal:DataDirectory=DIR, or move this one away.");
        if (options.Database == DatabaseKind.Sqlite && File.Exists(DatabaseFile(options)))
            throw new BackupException($"{DatabaseFile(options)} is there already, and nothing is written over.");
    }

    /// <summary>Without the key the portal would make a new one, and what the old one sealed would be lost without a word.</summary>
    private static void RequireKey(PortalOptions options, string? keyFile)
    {
        if (keyFile is not null && !File.Exists(keyFile))
            throw new BackupException($"There is no file {keyFile}.");
        if (keyFile is not null && (options.KeyCommand is not null || options.KeyFileIsCredential))
            throw new BackupException("The portal's key comes from Portal:Secrets here, so --key-file has no place to be copied to.");
        if (keyFile is not null && File.Exists(options.KeyFile))
            throw new BackupException($"{options.KeyFile} is there already, and nothing is written over. Leave --key-file away when it is the right one.");
        if (keyFile is null && options.KeyCommand is null && !File.Exists(options.KeyFile))
            throw new BackupException($"The portal's key is not at {options.KeyFile}. It is not part of a backup: name your copy with --key-file. Without it the passwords of the BMCs cannot be opened.");
    }

    private static void Place(string folder, BackupManifest manifest, PortalOptions options, string? keyFile)
    {
        if (keyFile is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(options.KeyFile)!);
            Copy(keyFile, options.KeyFile);
        }

        foreach (var file in manifest.Files)
        {
            var path = Path.Combine(folder, file.Path);
            if (file.Path == BackupManifest.DatabaseName)
                Copy(path, options.Database == DatabaseKind.Sqlite ? DatabaseFile(options) : Path.Combine(options.DataDirectory, Staged));
            else if (file.Path.StartsWith(BackupManifest.DataName + '/', StringComparison.Ordinal))
                Copy(path, Path.Combine(options.DataDirectory, file.Path[(BackupManifest.DataName.Length + 1)..]));
        }

        RecordCopies.ForgetMachine(Path.Combine(options.DataDirectory, "consoles"));
    }

    /// <summary>A new file of the portal's account alone, whatever the copy's mode is; <see cref="DataDirectory.Prepare"/> sees to that.</summary>
    private static void Copy(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using var from = File.OpenRead(path);
        using var to = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
        from.CopyTo(to);
        to.Flush(flushToDisk: true);
    }

    private static string DatabaseFile(PortalOptions options) => Path.GetFullPath(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(options.ConnectionString).DataSource);

    /// <summary>The directory was empty, so all that is in it came from here.</summary>
    private static void Undo(PortalOptions options, bool withKey)
    {
        if (options.Database == DatabaseKind.Sqlite)
            File.Delete(DatabaseFile(options));
        if (withKey)
            File.Delete(options.KeyFile);
        foreach (var directory in Directory.GetDirectories(options.DataDirectory))
            Directory.Delete(directory, recursive: true);
        foreach (var file in Directory.GetFiles(options.DataDirectory).Where(file => file != options.KeyFile))
            File.Delete(file);
    }
}
