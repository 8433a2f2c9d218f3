using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Portal.BmcSim;
using Portal.Fleet.Access;

namespace Portal.Web.Tests.Api;

public sealed class ConsoleApiTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Log_AfterOutput_TextIsPlainAndRawIsExact()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        using var client = await portal.CreateApiClientAsync(Role.Viewer);
        var path = $"/api/v1/servers/{await administrator.AddServerAsync(bmc)}/console";
        await client.WaitForAsync(path, console => console.Text("state") == "live");
        var printed = Encoding.UTF8.GetBytes("\e[1;32mhello\e[0m\r\n\e]0;title\aworld é\r\n");
        await bmc.PrintAsync(printed, Ct);
        var state = await client.WaitForAsync(path, console => console["nextOffset"]!.GetValue<long>() >= printed.Length);
        Assert.Equal("portal", state.Text("holder"));

        using var text = await client.GetAsync(path + "/log", Ct);
        Assert.Equal("hello\nworld é\n", await text.Content.ReadAsStringAsync(Ct));
        Assert.Equal("text/plain", text.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", text.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(["nosniff"], text.Headers.GetValues("X-Content-Type-Options"));

        using var raw = await client.GetAsync($"{path}/log?format=raw&from=2&to=7", Ct);
        Assert.Equal(printed[2..7], await raw.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("application/octet-stream", raw.Content.Headers.ContentType!.MediaType);

        // A time is as good as an offset; nothing was printed an hour ahead, and everything since an hour ago.
        var past = Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture));
        var future = Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss.fffK", CultureInfo.InvariantCulture));
        await client.WaitForAsync(path, console => console.Text("record") == "kept");
        Assert.Equal(printed, await client.GetByteArrayAsync($"{path}/log?format=raw&from={past}", Ct));
        Assert.Empty(await client.GetByteArrayAsync($"{path}/log?format=raw&from={future}", Ct));

        Assert.Equal("invalid_offset", (await client.GetAsync(path + "/log?from=-1", HttpStatusCode.BadRequest)).Text("code"));
        Assert.Equal("invalid_offset", (await client.GetAsync(path + "/log?from=yesterday", HttpStatusCode.BadRequest)).Text("code"));
    }

    [Fact]
    public async Task ConsoleCharset_Changed_DecidesWhatTheTextSays()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        using var client = await portal.CreateApiClientAsync(Role.Administrator);
        var path = $"/api/v1/servers/{await client.AddServerAsync(bmc)}";
        await client.WaitForAsync(path + "/console", console => console.Text("state") == "live");
        byte[] printed = [0xC9, 0xCD, 0xBB, .. "\r\n"u8, 0xC4, 0xBF, .. "\r\n"u8];
        await bmc.PrintAsync(printed, Ct);
        await client.WaitForAsync(path + "/console", console => console["nextOffset"]!.GetValue<long>() >= printed.Length);
        Assert.Equal("auto", (await client.GetAsync(path, HttpStatusCode.OK)).Text("consoleCharset"));
        Assert.Equal("╔═╗\n─┐\n", await client.GetStringAsync(path + "/console/log", Ct));

        using var changed = await client.PatchAsJsonAsync(path, new { consoleCharset = "latin1" }, Ct);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal("ÉÍ»\nÄ¿\n", await client.GetStringAsync(path + "/console/log", Ct));
        Assert.Equal(printed, await client.GetByteArrayAsync(path + "/console/log?format=raw", Ct));
        using var wrong = await client.PatchAsJsonAsync(path, new { consoleCharset = "ebcdic" }, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public async Task ConsolePolicy_Changed_IsShownAndHolds()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        using var client = await portal.CreateApiClientAsync(Role.Administrator);
        var path = $"/api/v1/servers/{await client.AddServerAsync(bmc)}";
        Assert.Equal("always", (await client.GetAsync(path, HttpStatusCode.OK)).Text("consolePolicy"));

        using var changed = await client.PatchAsJsonAsync(path, new { consolePolicy = "off" }, Ct);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var console = await client.WaitForAsync(path + "/console", console => console.Text("state") == "off");
        Assert.Equal("off", console.Text("record"));
        using var wrong = await client.PatchAsJsonAsync(path, new { consolePolicy = "sometimes" }, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }
}
