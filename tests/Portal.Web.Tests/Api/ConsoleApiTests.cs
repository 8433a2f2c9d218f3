using System.Net;
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

        Assert.Equal("format_not_available", (await client.GetAsync(path + "/log?format=asciicast", HttpStatusCode.BadRequest)).Text("code"));
        Assert.Equal("invalid_offset", (await client.GetAsync(path + "/log?from=-1", HttpStatusCode.BadRequest)).Text("code"));
    }
}
