using System.Net;
using Bunit;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Testing;
using Portal.Web.Components.Servers;
using Portal.Web.Tests.Access;
using Portal.Web.Tests.Api;
using Portal.Web.Tests.Hubs;
using TestContext = Xunit.TestContext;

namespace Portal.Web.Tests.Security;

/// <summary>The audit cannot be written, because the disk is full: page, hub and API do nothing that would have to be in it, and say why.</summary>
public sealed class AuditRefusalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Privileged_AuditCannotBeWritten_IsRefusedInWordsByPageHubAndApi()
    {
        await using var portal = new PortalServer();
        await portal.InitializeAsync();
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        var user = await portal.CreateUserAsync(Role.Administrator);
        var token = await portal.CreateTokenAsync(user);
        using var client = portal.CreateApiClient(token);
        var id = await client.AddServerAsync(bmc);
        await client.WaitForAsync($"/api/v1/servers/{id}/console", console => console.Text("state") == "live");
        await bmc.PrintAsync("before\r\n"u8.ToArray(), Ct);
        await using var attached = await HubViewer.ConnectAsync(portal, token);
        attached.Attach(id, 0);
        await attached.WaitUntilAsync(viewer => viewer.NextOffset > 0);
        await using (var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct))
            await db.Database.ExecuteSqlRawAsync(AuditSql.Refuse, Ct);

        // API.
        var refused = await client.SendAsync(HttpMethod.Post, $"/api/v1/servers/{id}/power", new { action = "off" }, HttpStatusCode.ServiceUnavailable);
        Assert.Equal("audit_unavailable", refused.Text("code"));
        Assert.Contains("nothing was done", refused.Text("detail"), StringComparison.Ordinal);

        // Hub: what was open stays open to be read, a new one does not begin, and nothing is sent.
        foreach (var (method, arguments) in new (string, object?[])[] { ("SendBreak", [id]), ("SendSysRq", [id, "h"]), ("TakeControl", [id, "test"]) })
        {
            var answer = await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() => attached.Connection.InvokeCoreAsync(method, arguments, Ct));
            Assert.Contains("audit_unavailable: ", answer.Message, StringComparison.Ordinal);
            Assert.Contains("nothing was done", answer.Message, StringComparison.Ordinal);
        }

        await using var late = await HubViewer.ConnectAsync(portal, token);
        late.Attach(id, 0);
        await late.WaitUntilAsync(viewer => viewer.Error is not null);
        Assert.Contains("audit_unavailable: ", late.Error!.Message, StringComparison.Ordinal);
        await bmc.PrintAsync("after\r\n"u8.ToArray(), Ct);
        await attached.WaitUntilAsync(viewer => viewer.Seen.AsSpan().IndexOf("after"u8) >= 0);

        // Page.
        Assert.True(BmcId.TryParse(id, out var server));
        var view = await (await portal.Services.GetRequiredService<BmcAccess>().OpenAsync(new Caller(user.Id, user.UserName!, "page", null), server, BmcRight.View, Ct)).GetAsync(Ct);
        await using var visit = new PageVisit(portal, user);
        var dialog = visit.Render<PowerDialog>(parameters => parameters.Add(power => power.Server, view).Add(power => power.Action, PowerAction.Off));
        await dialog.Find(".dialog-foot .button-danger").ClickAsync(new());
        Assert.Contains("The audit cannot be written", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        Assert.Equal((0, true), (bmc.Breaks, bmc.IsOn));
    }
}
