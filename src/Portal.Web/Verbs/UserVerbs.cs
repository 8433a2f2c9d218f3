using System.CommandLine;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Portal.Fleet.Access;
using Portal.Web.Identity;

namespace Portal.Web.Verbs;

/// <summary><c>user add</c> and <c>user reset</c>.</summary>
internal static class UserVerbs
{
    public static Command Create(VerbConsole console) => new("user", "People who sign in.") { Add(console), Reset(console) };

    private static Command Add(VerbConsole console)
    {
        var email = new Option<string>("--email") { Description = "E-mail address, which is the name to sign in with.", Required = true };
        var role = new Option<string>("--role") { Description = "What the user may do, on all servers.", Required = true };
        role.AcceptOnlyFromAmong("admin", "operator", "viewer");
        var file = PasswordFile();
        var command = new Command("add", "Adds a user. The password comes from --password-file or the first line of standard input.") { email, role, file };
        command.SetAction(async (parsed, ct) =>
        {
            using var password = await console.ReadSecretAsync(parsed.GetValue(file), ct);
            return await console.WithPortalAsync(
                (services, stop) => AddAsync(services, parsed.GetRequiredValue(email), RoleOf(parsed.GetRequiredValue(role)), Encoding.UTF8.GetString(password.Reveal()), stop), ct);
        });
        return command;
    }

    private static Command Reset(VerbConsole console)
    {
        var email = new Option<string>("--email") { Description = "Who.", Required = true };
        var file = PasswordFile();
        var command = new Command("reset", "Gives a user a new password, from --password-file or the first line of standard input, and ends all their sessions.") { email, file };
        command.SetAction(async (parsed, ct) =>
        {
            using var password = await console.ReadSecretAsync(parsed.GetValue(file), ct);
            return await console.WithPortalAsync(
                (services, stop) => ResetAsync(services, parsed.GetRequiredValue(email), Encoding.UTF8.GetString(password.Reveal()), stop), ct);
        });
        return command;
    }

    private static Option<FileInfo?> PasswordFile() => new("--password-file") { Description = "File whose first line is the password." };

    private static Role RoleOf(string text) => text switch { "admin" => Role.Administrator, "operator" => Role.Operator, _ => Role.Viewer };

    private static async Task AddAsync(IServiceProvider services, string email, Role role, string password, CancellationToken ct)
    {
        if (!SetupService.IsEmail(email))
            throw new VerbFailedException($"\"{email}\" is no e-mail address.");
        var users = services.GetRequiredService<UserManager<PortalUser>>();
        var user = new PortalUser { UserName = email, Email = email, EmailConfirmed = true, CreatedAt = services.GetRequiredService<TimeProvider>().GetUtcNow() };
        var audit = services.GetRequiredService<Audit>();
        var correlation = await audit.IntentAsync(Caller.CommandLine, "user.add", null, $"{email}, {role}", ct);
        Require(await users.CreateAsync(user, password));
        await services.GetRequiredService<Grants>().GiveAsync(user.Id, role, null, ct);
        await audit.OutcomeAsync(Caller.CommandLine, correlation, "user.add", null, "ok", email, CancellationToken.None);
    }

    private static async Task ResetAsync(IServiceProvider services, string email, string password, CancellationToken ct)
    {
        var users = services.GetRequiredService<UserManager<PortalUser>>();
        var user = await users.FindByEmailAsync(email) ?? throw new VerbFailedException($"There is no user {email}.");
        var audit = services.GetRequiredService<Audit>();
        var correlation = await audit.IntentAsync(Caller.CommandLine, "user.reset", null, email, ct);
        // Ends every session too: the security stamp changes with the password.
        Require(await users.ResetPasswordAsync(user, await users.GeneratePasswordResetTokenAsync(user), password));
        await audit.OutcomeAsync(Caller.CommandLine, correlation, "user.reset", null, "ok", email, CancellationToken.None);
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new VerbFailedException(result.Errors.First().Description);
    }
}
