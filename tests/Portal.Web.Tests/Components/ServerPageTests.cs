using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Access;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Web.Components.Servers;

namespace Portal.Web.Tests.Components;

public sealed class ServerPageTests(RunningPortal portal)
{
    [Fact]
    public async Task Page_NoRight_LooksLikeNoServer()
    {
        var server = await FindAsync("rack4-u17");
        await using var context = new PageContext(portal, await portal.MakeUserAsync(null));

        var forbidden = context.Render<ServerPage>(page => page.Add(p => p.Id, server.Id.ToString()));
        var missing = context.Render<ServerPage>(page => page.Add(p => p.Id, BmcId.New().ToString()));

        Assert.Contains("There is nothing here", forbidden.WaitForElement("h1").TextContent, StringComparison.Ordinal);
        Assert.Equal(missing.WaitForElement(".empty").OuterHtml, forbidden.Find(".empty").OuterHtml);
    }

    [Fact]
    public async Task Page_Viewer_SeesNoVerbNoAddressNoSettings()
    {
        var server = await FindAsync("rack4-u17");
        await using var context = new PageContext(portal, await portal.MakeUserAsync(Role.Viewer));

        var page = context.Render<ServerPage>(parameters => parameters.Add(p => p.Id, server.Id.ToString()));

        page.WaitForElement(".server-head");
        Assert.Empty(page.FindAll("[role=menuitem], .power-verbs button"));
        Assert.DoesNotContain("BMC address", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll(".tab"), tab => tab.GetAttribute("href")!.EndsWith("/settings", StringComparison.Ordinal));
    }

    [Fact]
    public void Menu_OperationUnderWay_DisablesVerbsWithTheReason()
    {
        using var context = new BunitContext();
        context.Services.AddLocalization(options => options.ResourcesPath = "Resources");
        var id = BmcId.New();
        var now = DateTimeOffset.UnixEpoch;
        var running = new PowerOperationView(PowerOperationId.New(), id, "a", PowerAction.Cycle, PowerOperationState.Sent, default, null, "noc", null, now, now, null);
        var server = new ServerView(id, "a", null, null, null, [], false, now, null, null, Role.Operator.Rights(), new BmcStatus(id) { Operation = running });

        Assert.All(Web.Components.Viewing.PowerVerbs.All, action =>
            Assert.Equal("Another operation is under way", Web.Components.Viewing.PowerReasons.WhyNot(server, context.Services.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<Text>>(), action)));
    }

    [Fact]
    public async Task Dialog_Confirmed_RecordsTheOperationAndShowsIt()
    {
        var server = await FindAsync("web-042");
        var user = await portal.MakeUserAsync(Role.Operator);
        await using var context = new PageContext(portal, user);
        var page = context.Render<ServerPage>(parameters => parameters.Add(p => p.Id, server.Id.ToString()));
        page.WaitForElements("[role=menuitem]").Single(item => item.TextContent == "Power-cycle").Click();

        // It names the object and the effect, and what the action touches.
        var dialog = page.Find("dialog");
        Assert.Contains("Power-cycle web-042", dialog.TextContent, StringComparison.Ordinal);
        Assert.Contains("Unsaved data is lost", dialog.TextContent, StringComparison.Ordinal);
        Assert.Contains("acme", dialog.TextContent, StringComparison.Ordinal);
        page.Find("#power-reason").Input("INC-4471");
        page.Find("dialog .button-danger").Click();

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".operation-line .track")), TimeSpan.FromSeconds(10));
        var caller = new Caller(user.Id, user.UserName!, "page", null);
        var recorded = Assert.Single(await portal.Services.GetRequiredService<BmcAccess>().ListOperationsAsync(caller, 10, CancellationToken.None), operation => operation.UserName == user.UserName);
        Assert.Equal((PowerAction.Cycle, "INC-4471"), (recorded.Action, recorded.Reason));
    }

    private async Task<ServerView> FindAsync(string name)
    {
        var user = await portal.MakeUserAsync(Role.Administrator);
        var servers = await portal.Services.GetRequiredService<BmcAccess>().ListAsync(new Caller(user.Id, user.UserName!, "page", null), CancellationToken.None);
        return servers.Single(server => server.Name == name);
    }
}
