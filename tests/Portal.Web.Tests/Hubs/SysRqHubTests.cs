using System.Text;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;
using Portal.Web.Hubs;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Hubs;

/// <summary>SysRq over the hub, to a machine that knows it.</summary>
public sealed class SysRqHubTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendSysRq_ByTheDriver_KernelActsAndAuditNamesIt()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        var id = await administrator.AddServerAsync(bmc);
        await administrator.WaitForAsync($"/api/v1/servers/{id}/console", console => console.Text("state") == "live");
        await using var ann = await AttachAsync(id, Role.Operator);

        await ann.Connection.InvokeAsync("SendSysRq", id, "s", Ct);
        await ann.WaitUntilAsync(viewer => Encoding.UTF8.GetString(viewer.Seen).Contains("Emergency Sync complete", StringComparison.Ordinal));
        Assert.Equal(1, bmc.Breaks);
        // The key was the kernel's and not the shell's: nothing of it stands behind the prompt.
        await ann.WriteAsync(id, "u"u8.ToArray());
        Assert.Equal("su", Encoding.UTF8.GetString(bmc.Typed));

        var unknown = await Assert.ThrowsAsync<HubException>(() => ann.Connection.InvokeAsync("SendSysRq", id, "rm", Ct));
        Assert.Contains("invalid_sysrq:", unknown.Message, StringComparison.Ordinal);

        await using var watcher = await AttachAsync(id, Role.Viewer);
        var forbidden = await Assert.ThrowsAsync<HubException>(() => watcher.Connection.InvokeAsync("SendSysRq", id, "b", Ct));
        Assert.Contains("not_found:", forbidden.Message, StringComparison.Ordinal);
        await using var other = await AttachAsync(id, Role.Operator);
        var notDriver = await Assert.ThrowsAsync<HubException>(() => other.Connection.InvokeAsync("SendSysRq", id, "b", Ct));
        Assert.Contains("not_driver:", notDriver.Message, StringComparison.Ordinal);
        Assert.Equal(1, bmc.Breaks);

        var server = BmcId.TryParse(id, out var parsed) ? parsed : default;
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct);
        var entries = await db.Set<AuditEntry>().Where(entry => entry.Action == "console.sysrq" && entry.ServerId == server).OrderBy(entry => entry.Id).ToListAsync(Ct);
        Assert.Equal([("intent", "s: sync"), ("ok", null), ("intent", "b: reboot"), ("refused", "not_driver")], entries.Select(entry => (entry.Outcome, entry.Detail)));
    }

    /// <summary>The hub tells who types as soon as somebody is attached.</summary>
    private async Task<HubViewer> AttachAsync(string id, Role role)
    {
        var viewer = await HubViewer.ConnectAsync(portal, await portal.CreateTokenAsync(await portal.CreateUserAsync(role)));
        var attached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        viewer.Connection.On<ConsoleControlMessage>("Control", _ => attached.TrySetResult());
        viewer.Attach(id);
        await attached.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        return viewer;
    }
}
