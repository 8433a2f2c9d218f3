using System.CommandLine;
using Portal.Fleet.Access;
using Portal.Fleet.Secrets;

namespace Portal.Web.Verbs;

/// <summary><c>keys show</c> and <c>keys rotate</c>.</summary>
internal static class KeyVerbs
{
    public static Command Create(VerbConsole console)
    {
        var show = new Command("show", "Names the keys that seal passwords and other secrets, and how much lies under each.");
        show.SetAction((_, ct) => console.WithPortalAsync(async (services, stop) => await TellAsync(console, await OpenAsync(services, stop), stop), ct));
        var rotate = new Command("rotate", "Makes a new key active and seals everything with it. A running portal does not mind, and retires the old key when nothing needs it.");
        rotate.SetAction((_, ct) => console.WithPortalAsync((services, stop) => RotateAsync(console, services, stop), ct));
        return new Command("keys", "The keys that seal passwords and other secrets in the database.") { show, rotate };
    }

    private static Task<CredentialHandle> OpenAsync(IServiceProvider services, CancellationToken ct) =>
        services.GetRequiredService<BmcAccess>().OpenCredentialsAsync(Caller.CommandLine, ct);

    private static async Task RotateAsync(VerbConsole console, IServiceProvider services, CancellationToken ct)
    {
        var credentials = await OpenAsync(services, ct);
        try
        {
            var count = await credentials.RotateKeyAsync(ct);
            await console.Output.WriteLineAsync($"{count} values are sealed with the new key.");
        }
        catch (KeyRotationException refused)
        {
            throw new VerbFailedException(refused.Message);
        }

        await TellAsync(console, credentials, ct);
    }

    private static async Task TellAsync(VerbConsole console, CredentialHandle credentials, CancellationToken ct)
    {
        foreach (var key in (await credentials.GetKeysAsync(ct)).Keys)
            await console.Output.WriteLineAsync($"{key.Id} {(key.IsActive ? "active" : key.IsPresent ? "retiring" : "lost")} {key.Total}");
    }
}
