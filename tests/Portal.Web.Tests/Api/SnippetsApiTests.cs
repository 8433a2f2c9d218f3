using System.Net;
using Portal.Fleet.Access;
using Portal.Fleet.Snippets;

namespace Portal.Web.Tests.Api;

public sealed class SnippetsApiTests(PortalServer portal)
{
    private const string Path = "/api/v1/snippets";

    [Fact]
    public async Task Snippets_OwnAndShared_EachSeesAndChangesWhatIsTheirs()
    {
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        using var ann = await portal.CreateApiClientAsync(Role.Operator);
        using var bob = await portal.CreateApiClientAsync(Role.Operator);
        using var watcher = await portal.CreateApiClientAsync(Role.Viewer);

        var mine = await ann.SendAsync(HttpMethod.Post, Path, new { name = " Disk of ann ", text = "df -h {{mount}}\r\ndu -sh {{mount}}/{{what}}", sendsEnter = true }, HttpStatusCode.Created);
        Assert.Equal(("Disk of ann", "df -h {{mount}}\ndu -sh {{mount}}/{{what}}", false), (mine.Text("name"), mine.Text("text"), mine["shared"]!.GetValue<bool>()));
        Assert.Equal(["mount", "what"], mine["parameters"]!.AsArray().Select(name => name!.GetValue<string>()));
        await ann.SendAsync(HttpMethod.Post, Path, new { name = "For all", text = "uptime", shared = true }, HttpStatusCode.NotFound);
        var shared = await administrator.SendAsync(HttpMethod.Post, Path, new { name = "Uptime for all", text = "uptime", shared = true }, HttpStatusCode.Created);

        var id = mine.Text("id");
        Assert.Contains("Uptime for all", await NamesAsync(ann));
        Assert.Contains("Disk of ann", await NamesAsync(ann));
        Assert.DoesNotContain("Disk of ann", await NamesAsync(bob));
        Assert.DoesNotContain("Uptime for all", await NamesAsync(watcher));
        Assert.Equal(["Disk of ann"], await NamesAsync(ann, "?query=du%20-SH"));
        await bob.GetAsync($"{Path}/{id}", HttpStatusCode.NotFound);
        await bob.SendAsync(HttpMethod.Patch, $"{Path}/{id}", new { name = "Stolen" }, HttpStatusCode.NotFound);
        await administrator.SendAsync(HttpMethod.Delete, $"{Path}/{id}", null, HttpStatusCode.NotFound);
        await bob.SendAsync(HttpMethod.Patch, $"{Path}/{shared.Text("id")}", new { text = "reboot" }, HttpStatusCode.NotFound);
        await bob.SendAsync(HttpMethod.Delete, $"{Path}/{shared.Text("id")}", null, HttpStatusCode.NotFound);

        var changed = await ann.SendAsync(HttpMethod.Patch, $"{Path}/{id}", new { text = "df -h" }, HttpStatusCode.OK);
        Assert.Equal(("Disk of ann", "df -h", true), (changed.Text("name"), changed.Text("text"), changed["sendsEnter"]!.GetValue<bool>()));
        await ann.SendAsync(HttpMethod.Patch, $"{Path}/{id}", new { shared = true }, HttpStatusCode.NotFound);
        using var gone = await ann.SendAsync(HttpMethod.Delete, $"{Path}/{id}");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        await ann.GetAsync($"{Path}/{id}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Create_NotAcceptable_SaysWhy()
    {
        using var ann = await portal.CreateApiClientAsync(Role.Operator);
        foreach (var (body, code) in new (object, string)[]
        {
            (new { name = " ", text = "x" }, "invalid_name"),
            (new { name = new string('n', 65), text = "x" }, "invalid_name"),
            (new { name = "n", text = "" }, "invalid_text"),
            (new { name = "n", text = "a\u001b[31m" }, "invalid_text"),
            (new { name = "n", text = new string('x', SnippetShelf.LongestText + 1) }, "invalid_text"),
            (new { name = "n", text = "x", secret = true }, "unknown_field"),
        })
            Assert.Equal(code, (await ann.SendAsync(HttpMethod.Post, Path, body, HttpStatusCode.BadRequest)).Text("code"));
    }

    [Fact]
    public void Fill_ValuesWithPlacesAndControls_AreTakenAsText()
    {
        var filled = SnippetText.Fill("ping {{host}} {{count}} {{ not }} {{host}}", new Dictionary<string, string> { ["host"] = "a{{count}}\r\n;b", ["count"] = "3" });
        Assert.Equal("ping a{{count}};b 3 {{ not }} a{{count}};b", filled);
    }

    private static async Task<IEnumerable<string>> NamesAsync(HttpClient client, string query = "") =>
        [.. (await client.GetAsync(Path + query, HttpStatusCode.OK))["items"]!.AsArray().Select(item => item!.Text("name"))];
}
