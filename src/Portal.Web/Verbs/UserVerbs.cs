using System.CommandLine;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Portal.Fleet.Access;
using Portal.Web.Identity;
using Portal.Web.Identity.Links;
using Portal.Web.Identity.SecondFactor;

namespace Portal.Web.Verbs;

/// <summary><c>user add</c>, <c>user reset</c>, <c>user invite</c> and <c>user link</c>.</summary>
internal static class UserVerbs
{
    public static Command Create(VerbConsole console) => new("user", "People who sign in.") { Add(console), Reset(console), Invite(console), Link(console) };

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

    private static Command Invite(VerbConsole console)
    {
        var email = new Option<string>("--email") { Description = "E-mail address, which is the name to sign in with.", Required = true };
        var role = new Option<string>("--role") { Description = "What the user may do, on all servers.", Required = true };
        role.AcceptOnlyFromAmong("admin", "operator", "viewer");
        var command = new Command("invite", "Adds a user without a password and prints a link, and nothing else, with which they set one: once, within three days. No mail is sent.") { email, role };
        command.SetAction((parsed, ct) => console.WithPortalAsync(
            (services, stop) => InviteAsync(console, services, parsed.GetRequiredValue(email), RoleOf(parsed.GetRequiredValue(role)), stop), ct));
        return command;
    }

    private static Command Link(VerbConsole console)
    {
        var email = new Option<string>("--email") { Description = "Who.", Required = true };
        var factors = new Option<bool>("--forget-second-factors") { Description = "Takes away the user's passkeys, authenticator and recovery codes: for who lost them all." };
        var command = new Command("link", "Prints a link, and nothing else, with which a user sets another password: once, within an hour. No mail is sent.") { email, factors };
        command.SetAction((parsed, ct) => console.WithPortalAsync(
            (services, stop) => LinkAsync(console, services, parsed.GetRequiredValue(email), parsed.GetValue(factors), stop), ct));
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

    private static async Task InviteAsync(VerbConsole console, IServiceProvider services, string email, Role role, CancellationToken ct)
    {
        try
        {
            var (user, link) = await services.GetRequiredService<Invitations>().InviteAsync(Caller.CommandLine, email, null, null, ct);
            await services.GetRequiredService<Grants>().GiveAsync(user.Id, role, null, ct);
            await console.Output.WriteLineAsync(link);
        }
        catch (InvalidInvitationException exception)
        {
            throw new VerbFailedException(exception.Message);
        }
    }

    private static async Task LinkAsync(VerbConsole console, IServiceProvider services, string email, bool forgetFactors, CancellationToken ct)
    {
        var users = services.GetRequiredService<UserManager<PortalUser>>();
        var user = await users.FindByEmailAsync(email) ?? throw new VerbFailedException($"There is no user {email}.");
        if (forgetFactors)
        {
            var audit = services.GetRequiredService<Audit>();
            var correlation = await audit.IntentAsync(Caller.CommandLine, "user.forgetFactors", null, email, ct);
            await services.GetRequiredService<AuthenticatorApps>().RemoveAsync(user.Id, ct);
            await services.GetRequiredService<RecoveryCodes>().RemoveAsync(user.Id, ct);
            foreach (var passkey in await users.GetPasskeysAsync(user))
                Require(await users.RemovePasskeyAsync(user, passkey.CredentialId));
            await audit.OutcomeAsync(Caller.CommandLine, correlation, "user.forgetFactors", null, "ok", email, CancellationToken.None);
        }
        await console.Output.WriteLineAsync(await services.GetRequiredService<Invitations>().RenewAsync(Caller.CommandLine, user, ct));
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new VerbFailedException(result.Errors.First().Description);
    }
}
