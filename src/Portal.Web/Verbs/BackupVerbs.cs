using System.CommandLine;
using System.Globalization;
using Portal.Fleet.Access;
using Portal.Web.Backups;

namespace Portal.Web.Verbs;

/// <summary><c>backup</c> and <c>restore</c>.</summary>
internal static class BackupVerbs
{
    public static Command CreateBackup(VerbConsole console)
    {
        var to = new Option<DirectoryInfo>("--to") { Description = "A new folder. None is written over.", Required = true };
        var command = new Command("backup", "Copies database, console records, audit keys and archives into a folder, also while the portal runs. The file of the portal's key stays out: keep it elsewhere.") { to };
        command.SetAction((parsed, ct) => console.WithPortalAsync(
            async (services, stop) =>
            {
                var options = services.GetRequiredService<PortalOptions>();
                var manifest = await ActivatorUtilities.CreateInstance<BackupWriter>(services).RunAsync(parsed.GetRequiredValue(to).FullName, stop);
                await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{manifest.Files.Count} files, {manifest.Files.Sum(file => file.Size) / 1048576.0:0.0} MiB, as of {manifest.At:u}, are in {parsed.GetRequiredValue(to).FullName}."));
                await console.Output.WriteLineAsync(options.KeyCommand is not null || options.KeyFileIsCredential
                    ? "The portal's key is not in it. Without the key nobody can open the passwords of the BMCs in it, you neither: keep what hands it out."
                    : $"The portal's key is not in it. Without {options.KeyFile} nobody can open the passwords of the BMCs in it, you neither: keep a copy of that file in another place.");
            },
            migrate: false, ct));
        return command;
    }

    public static Command CreateRestore(VerbConsole console)
    {
        var from = new Option<DirectoryInfo>("--from") { Description = "The folder of a backup.", Required = true };
        var key = new Option<FileInfo?>("--key-file") { Description = "The file with the portal's key, to be copied to where the portal wants it. Not needed where it is already." };
        var command = new Command("restore", "Puts a backup back, into an empty data directory and an empty database of either kind, and verifies the audit. Writes over nothing.") { from, key };
        command.SetAction(async (parsed, ct) =>
        {
            var manifest = await BackupRestore.PlaceAsync(console.Settings, parsed.GetRequiredValue(from).FullName, parsed.GetValue(key)?.FullName, ct);
            return await console.WithPortalAsync((services, stop) => FinishAsync(console, services, manifest, parsed.GetRequiredValue(from).FullName, stop), migrate: false, ct);
        });
        return command;
    }

    private static async Task FinishAsync(VerbConsole console, IServiceProvider services, BackupManifest manifest, string folder, CancellationToken ct)
    {
        await BackupRestore.FinishAsync(services, ct);
        var options = services.GetRequiredService<PortalOptions>();
        await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"Restored to {options.DataDirectory} ({options.Database}): {manifest.Files.Count} files, as of {manifest.At:u}, made by version {manifest.Version} on {manifest.Database}."));
        var access = services.GetRequiredService<BmcAccess>();
        var keys = await (await access.OpenCredentialsAsync(Caller.CommandLine, ct)).GetKeysAsync(ct);
        await console.Output.WriteLineAsync(keys.Lost == 0 ? "Every secret can be opened with the portal's key."
            : string.Create(CultureInfo.InvariantCulture, $"{keys.Lost} secrets were sealed with a key that is not here: the key file is an older one, or another portal's."));
        await console.Output.WriteLineAsync("Everybody signs in again; links that were sent by mail are void. Whoever was locked out, and tokens that were deleted, after the backup: do that once more. BMC passwords that were changed since have to be entered.");
        await services.GetRequiredService<Audit>().OutcomeAsync(Caller.CommandLine, Guid.NewGuid(), "backup.restore", null, "ok", string.Create(CultureInfo.InvariantCulture, $"{folder}, as of {manifest.At:u}"), ct);
        await AuditVerbs.VerifyAsync(console, services, null, ct);
    }
}
