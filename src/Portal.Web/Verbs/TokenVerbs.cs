using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using Portal.Fleet.Access;

namespace Portal.Web.Verbs;

/// <summary><c>token create</c>.</summary>
internal static class TokenVerbs
{
    public static Command Create(VerbConsole console)
    {
        var user = new Option<string>("--user") { Description = "E-mail of the user the token belongs to; it can do what they can.", Required = true };
        var name = new Option<string>("--name") { Description = "What it is for.", Required = true };
        var create = new Command("create", "Makes an API token and prints it, and nothing else, on standard output.") { user, name };
        create.SetAction((parsed, ct) => console.WithPortalAsync(
            (services, stop) => CreateAsync(console, services, parsed.GetRequiredValue(user), parsed.GetRequiredValue(name), stop), ct));
        return new Command("token", "Tokens for the API.") { create };
    }

    private static async Task CreateAsync(VerbConsole console, IServiceProvider services, string email, string name, CancellationToken ct)
    {
        var user = await services.GetRequiredService<UserManager<PortalUser>>().FindByEmailAsync(email) ?? throw new VerbFailedException($"There is no user {email}.");
        try
        {
            var caller = new Caller(user.Id, user.UserName ?? email, "command-line", null);
            var (_, text) = await services.GetRequiredService<ApiTokens>().CreateAsync(caller, name, null, ct);
            await console.Output.WriteLineAsync(text);
        }
        catch (ArgumentException exception)
        {
            // The framework appends the parameter's name on its own.
            throw new VerbFailedException(exception.Message.Split(" (Parameter", 2)[0]);
        }
    }
}
