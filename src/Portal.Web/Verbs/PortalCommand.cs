using System.CommandLine;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Fleet;
using Portal.Fleet.Auditing;
using Portal.Fleet.Servers;
using Portal.Web.Backups;
using Portal.Web.Hosting;

namespace Portal.Web.Verbs;

/// <summary>
/// The portal's command line. Without a verb it serves. Settings (<c>--Portal:…</c>, <c>--ConnectionStrings:…</c>) are good for every verb; other arguments of
/// <c>serve</c> go to the host as they are (<c>--urls</c>).
/// Exit status: 0 done, 1 failed, 2 wrong arguments or configuration; the reason is one sentence on standard error.
/// </summary>
internal static class PortalCommand
{
    private const int Failed = 1;
    private const int Wrong = 2;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, TextReader input)
    {
        try
        {
            var (settings, words) = SplitSettings(args);
            if (IsServe(words))
            {
                await PortalApplication.ServeAsync([.. words is ["serve", ..] ? words[1..] : words, .. settings], CancellationToken.None);
                return 0;
            }
            var console = new VerbConsole(output, error, input, settings);
            var parsed = Build(console).Parse(words);
            if (parsed.Errors.Count > 0)
            {
                await error.WriteLineAsync(string.Join(' ', string.Join(' ', parsed.Errors.Select(e => e.Message)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                    + " Add --help to see what there is.");
                return Wrong;
            }
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (StartRefusedException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return Wrong;
        }
        catch (OptionsValidationException exception)
        {
            await error.WriteLineAsync(string.Join(' ', exception.Failures));
            return Wrong;
        }
        catch (Exception exception) when (exception is VerbFailedException or InvalidServerException or AuditUnavailableException or BackupException)
        {
            await error.WriteLineAsync(exception.Message);
            return Failed;
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await error.WriteLineAsync(exception.Message.TrimEnd('.') + "; choose another address with --urls.");
            return Failed;
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException or InvalidOperationException { InnerException: DbException })
        {
            // The driver's words name server and cause, and never a password.
            await error.WriteLineAsync($"The database cannot be used: {(exception as DbException ?? exception.InnerException ?? exception).Message.ReplaceLineEndings(" ")}");
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return Failed;
        }
    }

    private static bool IsServe(string[] words) =>
        words is [] || (words is ["serve", ..] or [['-', ..], ..] && !words.Any(word => word is "--help" or "-h" or "-?" or "--version"));

    private static RootCommand Build(VerbConsole console)
    {
        var root = new RootCommand("Pilotlight: power and live consoles of servers through their BMCs. Without a verb it serves.")
        {
            ServeVerb.Create(), MigrateVerb.Create(console), UserVerbs.Create(console), TokenVerbs.Create(console), ServerVerbs.Create(console), AuditVerbs.Create(console), KeyVerbs.Create(console),
            BackupVerbs.CreateBackup(console), BackupVerbs.CreateRestore(console),
        };
        root.SetAction(_ => 0);
        return root;
    }

    /// <summary>Takes the settings out, in both forms: <c>--Portal:X=value</c> and <c>--Portal:X value</c>.</summary>
    private static (string[] Settings, string[] Words) SplitSettings(string[] args)
    {
        var settings = new List<string>();
        var rest = new List<string>();
        for (var index = 0; index < args.Length; index++)
        {
            var isSetting = args[index].StartsWith("--Portal:", StringComparison.OrdinalIgnoreCase) || args[index].StartsWith("--ConnectionStrings:", StringComparison.OrdinalIgnoreCase);
            (isSetting ? settings : rest).Add(args[index]);
            if (isSetting && !args[index].Contains('=') && index + 1 < args.Length)
                settings.Add(args[++index]);
        }
        return ([.. settings], [.. rest]);
    }
}
