using System.Net;
using System.Text;
using System.Text.Json;
using Portal.Web.Security;

namespace Portal.Web.Tests.Security;

/// <summary>What browsers report, and what anybody can post there.</summary>
public sealed class CspReportTests
{
    private const string Legacy = "application/csp-report";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Reports_BothForms_AreReadWithoutWhatCouldBeSecret()
    {
        var old = Assert.Single(Read("""
            {"csp-report":{"document-uri":"https://portal.example/set-password?token=SECRET#SECRET","effective-directive":"script-src","blocked-uri":"https://u:SECRET@evil.example:8443/SECRET?x=SECRET",
            "source-file":"https://portal.example/dist/a.js?SECRET","line-number":7,"script-sample":"SECRET","referrer":"https://portal.example/?SECRET","original-policy":"SECRET"}}
            """));
        Assert.Equal(new CspReport("script-src", "https://evil.example:8443", "https://portal.example/set-password", "https://portal.example/dist/a.js", 7), old);

        var one = """{"type":"csp-violation","age":1,"url":"https://portal.example/?SECRET","user_agent":"SECRET","body":{"documentURL":"https://portal.example/servers/1","effectiveDirective":"img-src","blockedURL":"inline","sample":"SECRET"}}""";
        var all = Read($"[{string.Join(',', Enumerable.Repeat(one, 9))}]");
        Assert.Equal(5, all.Count);
        Assert.Equal(new CspReport("img-src", "inline", "https://portal.example/servers/1", "", 0), all[0]);
        Assert.DoesNotContain("SECRET", string.Concat(all) + old, StringComparison.Ordinal);
        foreach (var nothing in new[] { "1", "null", "{}", "[]", "[1,null,{}]", """{"csp-report":3}""", """[{"type":"csp-violation","body":[]}]""", """[{"type":3,"body":{}}]""" })
            Assert.Empty(Read(nothing));
        Assert.All(Read("""{"csp-report":{"effective-directive":"a\r\nfail: forged\u001b[2J\u2028","line-number":1e99,"blocked-uri":7}}"""), report => Assert.DoesNotContain(report.Directive, char.IsControl));

        static List<CspReport> Read(string json)
        {
            using var document = JsonDocument.Parse(json);
            return [.. CspReports.ReportsOf(document.RootElement)];
        }
    }

    [Fact]
    public async Task Endpoint_Anybody_GetsNothingLogsLittleAndIsSlowedDown()
    {
        await using var portal = new PortalServer();
        await portal.InitializeAsync();
        var log = LogLines.Of(portal);
        using var browser = portal.CreateBrowser();
        const string Good = """{"csp-report":{"effective-directive":"img-src","document-uri":"http://portal/x","blocked-uri":"http://evil.example/y\r\nfail: forged"}}""";
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(Good));
        Assert.Contains("img-src forbids http://evil.example", Assert.Single(Lines()), StringComparison.Ordinal);
        foreach (var (body, type) in new[] { ("not json", Legacy), (new string('[', 3000), Legacy), (Good, "text/plain"), ("", Legacy), ($"{{\"x\":\"{new string('x', 20_000)}\"}}", Legacy) })
            Assert.Equal(HttpStatusCode.NoContent, await PostAsync(body, type));
        Assert.Single(Lines());

        var statuses = new List<HttpStatusCode>();
        for (var index = 0; index < 40; index++)
            statuses.Add(await PostAsync(Good));
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        // From many addresses: the log does not grow with them.
        for (var index = 0; index < 5; index++)
        {
            using var other = portal.CreateBrowser();
            for (var each = 0; each < 10; each++)
                await PostAsync(Good, Legacy, other);
        }

        Assert.InRange(Lines().Count(), 1, 60);

        IEnumerable<string> Lines() => log.All.Where(line => line.StartsWith(typeof(CspReports).FullName!, StringComparison.Ordinal));

        async Task<HttpStatusCode> PostAsync(string body, string type = Legacy, HttpClient? from = null)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await (from ?? browser).PostAsync("/csp", content, Ct);
            Assert.Empty(await answer.Content.ReadAsStringAsync(Ct) is { } text && answer.StatusCode == HttpStatusCode.NoContent ? text : "");
            return answer.StatusCode;
        }
    }
}
