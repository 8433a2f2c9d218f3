using System.Net;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Web.Hosting;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Verbs;

/// <summary>Against the data directory of a running portal, which must notice.</summary>
public sealed class PortalCommandTests(PortalServer portal)
{
    [Fact]
    public async Task UserTokenServer_WhilePortalRuns_WorkTogether()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        var email = PortalServer.NewName("verb") + "@example.org";
        Assert.Equal((0, "", ""), await portal.RunVerbAsync(PortalServer.Password + "\n", "user", "add", "--email", email, "--role", "operator"));
        var (status, output, error) = await portal.RunVerbAsync("", "token", "create", "--user", email, "--name", "robot");
        Assert.Equal((0, ""), (status, error));
        var token = output.TrimEnd('\n');
        Assert.DoesNotContain('\n', token);

        using var client = portal.CreateApiClient(token);
        await client.GetAsync("/api/v1/servers", HttpStatusCode.OK);

        var name = PortalServer.NewName("verb-server");
        (status, var id, error) = await portal.RunVerbAsync("password\n", "server", "add", "--name", name, "--address", "127.0.0.1",
            "--port", $"{bmc.EndPoint.Port}", "--username", "admin", "--tag", "one", "--tag", "two", "--rack", "r1", "--tenant", "acme");
        Assert.Equal((0, ""), (status, error));
        var found = await client.WaitForAsync($"/api/v1/servers?query=name:{name}", list => list["items"]!.AsArray().Count == 1);
        Assert.Equal(id.TrimEnd('\n'), found["items"]![0]!.Text("id"));
        Assert.Null(found["items"]![0]!["address"]);
    }

    [Fact]
    public async Task UserReset_NewPassword_OldOneAndSessionsEnd()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        var passwordFile = Path.Combine(portal.DataDirectory, PortalServer.NewName("password"));
        await File.WriteAllTextAsync(passwordFile, "eight red hammers\n", TestContext.Current.CancellationToken);
        Assert.Equal((0, "", ""), await portal.RunVerbAsync("", "user", "reset", "--email", user.Email!, "--password-file", passwordFile));
        using var browser = portal.CreateBrowser();
        using var old = await portal.PostFormAsync(browser, "/sign-in", "/account/sign-in", ("email", user.Email!), ("password", PortalServer.Password));
        Assert.Contains("error=credentials", old.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var good = await portal.PostFormAsync(browser, "/sign-in", "/account/sign-in", ("email", user.Email!), ("password", "eight red hammers"));
        Assert.Equal("/", good.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData(2, "explode")]
    [InlineData(2, "user")]
    [InlineData(2, "user", "add", "--email", "x@example.org")]
    [InlineData(2, "user", "add", "--email", "x@example.org", "--role", "king")]
    [InlineData(1, "user", "invite", "--email", "nobody", "--role", "viewer")]
    [InlineData(1, "user", "link", "--email", "missing@example.org")]
    [InlineData(2, "migrate", "--Portal:Demo:Servers=x")]
    [InlineData(1, "user", "add", "--email", "x@example.org", "--role", "viewer")]
    [InlineData(1, "user", "add", "--email", "nobody", "--role", "viewer", "--password-file", "/dev/null")]
    [InlineData(1, "token", "create", "--user", "missing@example.org", "--name", "x")]
    public async Task WrongArguments_OneSentenceOnStandardErrorOnly(int expected, params string[] args)
    {
        var (status, output, error) = await portal.RunVerbAsync("", args);
        Assert.Equal((expected, ""), (status, output));
        Assert.NotEqual("", error);
        Assert.DoesNotContain('\n', error.TrimEnd('\n'));
        Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("serve", "--help")]
    [InlineData("migrate", "--help")]
    [InlineData("user", "add", "--help")]
    [InlineData("user", "reset", "--help")]
    [InlineData("user", "invite", "--help")]
    [InlineData("user", "link", "--help")]
    [InlineData("token", "create", "--help")]
    [InlineData("server", "add", "--help")]
    [InlineData("keys", "show", "--help")]
    [InlineData("keys", "rotate", "--help")]
    public async Task Help_AnyVerb_ExplainsItself(params string[] args)
    {
        var (status, output, error) = await portal.RunVerbAsync("", args);
        Assert.Equal((0, ""), (status, error));
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_DirectoryInUse_RefusedInOneSentence()
    {
        using var taken = DataDirectory.Lock(portal.DataDirectory);
        var (status, output, error) = await portal.RunVerbAsync("", "serve", "--urls", "http://127.0.0.1:0");
        Assert.Equal((2, ""), (status, output));
        Assert.Contains("another portal already runs on it", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_AddressInUse_RefusedInOneSentence()
    {
        var directory = Directory.CreateTempSubdirectory("portal-web-tests-");
        var url = portal.Address.GetLeftPart(UriPartial.Authority);
        var (status, output, error) = await portal.RunVerbAsync("", "serve", "--urls", url, $"--Portal:DataDirectory={directory.FullName}");
        Assert.Equal((2, ""), (status, output));
        Assert.StartsWith($"urls is \"{url}\"; something else listens there already", error, StringComparison.Ordinal);
        directory.Delete(recursive: true);
    }
}
