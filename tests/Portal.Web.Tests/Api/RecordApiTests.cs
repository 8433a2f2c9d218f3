using System.Net;
using Portal.BmcSim;
using Portal.Fleet.Access;

namespace Portal.Web.Tests.Api;

public sealed class RecordApiTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Record_MeasuredWeighedDeleted_AndTheConsoleGoesOn()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        using var client = await portal.CreateApiClientAsync(Role.Administrator);
        var server = $"/api/v1/servers/{await client.AddServerAsync(bmc)}";
        var path = server + "/console/record";
        await client.WaitForAsync(server + "/console", console => console.Text("state") == "live");
        await bmc.PrintAsync("twelve bytes"u8.ToArray(), Ct);
        await client.WaitForAsync(server + "/console", console => console["nextOffset"]!.GetValue<long>() == 12);

        await client.SendAsync(HttpMethod.Patch, server, new { consoleKeepDays = 7 }, HttpStatusCode.OK);
        var kept = await client.WaitForAsync(path, record => record["diskBytes"]!.GetValue<long>() > 0);
        Assert.Equal((0, 12, 7, 90, 64), (Number(kept, "firstOffset"), Number(kept, "nextOffset"), Number(kept, "keepDays"), Number(kept, "defaultDays"), Number(kept, "defaultMegabytes")));
        Assert.Null(kept["wouldDrop"]);
        Assert.Equal(0, Number((await client.GetAsync(path + "?keepDays=30&keepMegabytes=1", HttpStatusCode.OK))["wouldDrop"]!.AsObject(), "bytes"));
        Assert.Equal("keep_days_invalid", (await client.GetAsync(path + "?keepDays=9999", HttpStatusCode.BadRequest)).Text("code"));
        Assert.Equal("invalid_number", (await client.GetAsync(path + "?keepDays=-1", HttpStatusCode.BadRequest)).Text("code"));

        using var viewer = await portal.CreateApiClientAsync(Role.Operator);
        await viewer.GetAsync(path, HttpStatusCode.NotFound);
        await viewer.SendAsync(HttpMethod.Delete, path, null, HttpStatusCode.NotFound);
        await client.SendAsync(HttpMethod.Delete, path, null, HttpStatusCode.NoContent);
        Assert.Equal(12, Number(await client.GetAsync(path, HttpStatusCode.OK), "firstOffset"));
        await bmc.PrintAsync("more"u8.ToArray(), Ct);
        await client.WaitForAsync(server + "/console", console => console["nextOffset"]!.GetValue<long>() == 16);
        using var log = await client.GetAsync(server + "/console/log?format=raw", Ct);
        Assert.Equal("more", await log.Content.ReadAsStringAsync(Ct));
    }

    private static int Number(System.Text.Json.Nodes.JsonObject record, string name) => (int)record[name]!.GetValue<long>();
}
