using System.Net;
using System.Net.Http.Json;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Sol;

namespace Portal.Web.Tests.Api;

/// <summary>Who has the serial line, over the API.</summary>
public sealed class LineApiTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Line_ReleasedResumedTakenOnce_AndRefusedInWords()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        using var viewer = await portal.CreateApiClientAsync(Role.Viewer);
        var id = await administrator.AddServerAsync(bmc);
        var console = $"/api/v1/servers/{id}/console";
        await administrator.WaitForAsync(console, state => state.Text("state") == "live");

        using var forbidden = await viewer.PostAsJsonAsync(console + "/release", new { minutes = 5, reason = "technician" }, Ct);
        Assert.Equal(HttpStatusCode.NotFound, forbidden.StatusCode);
        using var invalid = await administrator.PostAsJsonAsync(console + "/release", new { minutes = 481, reason = "technician" }, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, invalid.StatusCode);
        using var released = await administrator.PostAsJsonAsync(console + "/release", new { minutes = 5, reason = "technician" }, Ct);
        Assert.Contains("\"reason\":\"technician\"", await released.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        await administrator.WaitForAsync(console, state => state.Text("state") == "released");
        using var notHeld = await administrator.PostAsJsonAsync(console + "/take", new { reason = "mine" }, Ct);
        Assert.Equal(HttpStatusCode.Conflict, notHeld.StatusCode);

        // The technician is quicker than the portal's return.
        using var password = SecretBytes.FromText("password");
        await using var technician = await BmcSession.OpenAsync(new BmcSessionOptions { EndPoint = bmc.EndPoint, UserName = "admin", Password = password }, Ct);
        _ = await technician.ActivateSolAsync(new SolOptions(), Ct);
        using var resumed = await administrator.DeleteAsync(console + "/release", Ct);
        Assert.Equal(HttpStatusCode.OK, resumed.StatusCode);
        await administrator.WaitForAsync(console, state => state.Text("state") == "heldByOther");
        Assert.Contains("\"user\":\"admin\"", await administrator.GetStringAsync(console, Ct), StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", await viewer.GetStringAsync(console, Ct), StringComparison.Ordinal);

        using var taken = await administrator.PostAsJsonAsync(console + "/take", new { reason = "the technician has gone" }, Ct);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        await administrator.WaitForAsync(console, state => state.Text("state") == "live");
        await technician.SendAsync(new DeactivatePayload(), Ct);
        _ = await technician.ActivateSolAsync(new SolOptions(), Ct);
        await administrator.WaitForAsync(console, state => state.Text("state") == "heldByOther");
        using var again = await administrator.PostAsJsonAsync(console + "/take", new { reason = "again" }, Ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, again.StatusCode);
        Assert.InRange(again.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 200, 300);
    }
}
