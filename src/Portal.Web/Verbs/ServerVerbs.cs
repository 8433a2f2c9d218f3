using System.CommandLine;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;

namespace Portal.Web.Verbs;

/// <summary><c>server add</c>.</summary>
internal static class ServerVerbs
{
    public static Command Create(VerbConsole console)
    {
        var name = new Option<string>("--name") { Description = "Unique name of the server.", Required = true };
        var address = new Option<string>("--address") { Description = "IP address of its BMC, inside Portal:Bmc:AllowedNetworks.", Required = true };
        var port = new Option<int>("--port") { Description = "UDP port of its BMC.", DefaultValueFactory = _ => 623 };
        var username = new Option<string>("--username") { Description = "Account on the BMC.", Required = true };
        var file = new Option<FileInfo?>("--password-file") { Description = "File whose first line is the account's password; otherwise it is the first line of standard input." };
        var tags = new Option<string[]>("--tag") { Description = "A word to filter by; may be given more than once.", DefaultValueFactory = _ => [] };
        var rack = new Option<string?>("--rack") { Description = "Where it stands." };
        var tenant = new Option<string?>("--tenant") { Description = "Whose it is." };
        var add = new Command("add", "Adds a server. A running portal holds its BMC a few seconds later.") { name, address, port, username, file, tags, rack, tenant };
        add.SetAction(async (parsed, ct) =>
        {
            using var password = await console.ReadSecretAsync(parsed.GetValue(file), ct);
            var server = new NewServer
            {
                Name = parsed.GetRequiredValue(name),
                Address = parsed.GetRequiredValue(address),
                Port = parsed.GetValue(port),
                UserName = parsed.GetRequiredValue(username),
                Password = password,
                Tags = parsed.GetValue(tags) ?? [],
                Rack = parsed.GetValue(rack),
                Tenant = parsed.GetValue(tenant),
            };
            return await console.WithPortalAsync((services, stop) => AddAsync(console, services, server, stop), ct);
        });
        return new Command("server", "Servers under management.") { add };
    }

    private static async Task AddAsync(VerbConsole console, IServiceProvider services, NewServer server, CancellationToken ct)
    {
        var fleet = await services.GetRequiredService<BmcAccess>().OpenFleetAsync(Caller.CommandLine, ct);
        var added = await fleet.AddServerAsync(server, ct);
        await console.Output.WriteLineAsync(added.Id.ToString());
    }
}
