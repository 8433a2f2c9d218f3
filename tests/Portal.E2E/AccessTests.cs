using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.BmcSim;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>Who may do what: given, explained, denied, asked for and approved, and shown to somebody without an account.</summary>
public sealed partial class AccessTests(Chromium chromium, SharedPortal shared)
{
    private const string Colleague = "grants-colleague@example.org";

    [GeneratedRegex("^Vendor support · granted-box · 2")]
    private static partial Regex WatermarkWords { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Administrator_GivesExplainsDeniesApprovesAndShows()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var admin = await shared.OpenAsync(chromium);
        await using var colleague = await shared.OpenAsOperatorAsync(chromium, Colleague);
        var page = admin.Page;
        var id = await admin.AddServerAsync("granted-box", "127.0.0.1", bmc.EndPoint.Port);
        await page.GotoAsync($"/servers/{id}/settings");
        await page.Locator("#tags").FillAsync("grantable");
        await page.Locator("form.form .button-primary").First.ClickAsync();
        await Expect(page.Locator("form.form .state-ok").First).ToBeVisibleAsync();

        // The verb of the command line made an operator over all servers: that is taken back, and a tag until tomorrow given.
        await page.GotoAsync("/people?q=grants-colleague");
        await page.Locator("[data-row] [data-open]").ClickAsync();
        await Expect(page.Locator(".grant")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Take back Operator from {Colleague}" }).ClickAsync();
        await Expect(page.Locator(".grant")).ToHaveCountAsync(0);
        await Expect(colleague.Page.Locator("[data-row]", new PageLocatorOptions { HasText = "granted-box" })).ToHaveCountAsync(0);
        await GiveAsync(page, "Operator", "Tag", "grantable", denies: false, "on call");
        await Expect(page.Locator(".grant .grant-more")).ToContainTextAsync("until");
        await ExplainAsync(page, "granted-box", "PowerHard", "can");
        await Expect(page.Locator(".reasons .is-decisive")).ToContainTextAsync("on call");
        await AccessibilityTests.CheckAsync(page, "grants");
        await admin.SaveAsync("access-grants");

        await colleague.Page.GotoAsync($"/servers/{id}/access");
        await Expect(colleague.Page.Locator("#own-rights")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(colleague.Page, "access of a server");

        // A denial wins, and is told why; the page that is open ends with it.
        await GiveAsync(page, "Operator", "Server", "granted-box", denies: true, "maintenance");
        await Expect(colleague.Page.Locator("#own-rights")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-explanation]")).ToContainTextAsync("cannot");
        await Expect(page.Locator(".reasons .is-decisive")).ToContainTextAsync("maintenance");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Lift the denial of Operator for {Colleague}" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Take back Operator from {Colleague}" }).ClickAsync();
        await Expect(page.Locator(".grant")).ToHaveCountAsync(0);

        // Asked for with a reason, approved by somebody else for less.
        await colleague.Page.GotoAsync("/requests?server=granted-box");
        await colleague.Page.Locator("#ask-reason").FillAsync("the disk is full");
        await colleague.Page.Locator("#ask-go").ClickAsync();
        await Expect(colleague.Page.Locator(".grant")).ToContainTextAsync("Waiting");
        await Expect(page.Locator(".rail > .rail-link [data-waiting]")).ToHaveTextAsync("1");
        await page.GotoAsync("/requests");
        await page.Locator(".grant .button-primary").ClickAsync();
        await Expect(page.Locator("dialog[open] .asked-reason")).ToHaveTextAsync("the disk is full");
        await AccessibilityTests.CheckAsync(page, "decide a request");
        await page.Locator("#decide-hours").FillAsync("1");
        await page.Locator("#decide-words").FillAsync("one hour will do");
        await page.Locator("#decide-words").PressAsync("Tab");
        await page.Locator("#decide-approve").ClickAsync();
        await Expect(colleague.Page.Locator(".grant")).ToContainTextAsync("one hour will do");
        await admin.SaveAsync("access-requests");
        await colleague.OpenConsoleAsync(id);

        await WatchByLinkAsync(admin, bmc, id);
        admin.Finish();
        colleague.Finish();
    }

    private async Task WatchByLinkAsync(Visitor admin, SimulatedBmc bmc, string id)
    {
        var page = admin.Page;
        await page.GotoAsync($"/servers/{id}/access");
        await page.Locator("#link-label").FillAsync("Vendor support");
        await page.Locator("#link-make").ClickAsync();
        var address = await page.Locator("[data-observer-link]").GetAttributeAsync("href");
        await using var stranger = await shared.OpenSignedOutAsync(chromium);
        await stranger.Page.GotoAsync(address!);
        await stranger.Console.WaitForConnectionAsync("live");
        await bmc.WaitHeldAsync();
        await bmc.PrintAsync("shown to a stranger\r\n"u8.ToArray(), Ct);
        await stranger.Console.WaitForTextAsync("shown to a stranger");
        await Expect(stranger.Page.Locator(".watermark")).ToHaveAttributeAsync("data-words", WatermarkWords);
        await Expect(page.Locator(".grant .state-live")).ToContainTextAsync("1");
        await stranger.Page.Locator(".console-host .xterm-helper-textarea").PressSequentiallyAsync("rm -rf /");
        await AccessibilityTests.CheckAsync(stranger.Page, "observer link");
        await stranger.SaveAsync("access-observe");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Revoke the link for Vendor support" }).ClickAsync();
        await Expect(stranger.Page.Locator("[data-part='over']")).ToBeVisibleAsync(new() { Timeout = 2_000 });
        await Expect(stranger.Page.Locator(".xterm")).ToHaveCountAsync(0);
        Assert.Equal(0, bmc.TypedCount);
        await stranger.Page.GotoAsync("/");
        await Expect(stranger.Page.Locator("#password")).ToBeVisibleAsync();
        stranger.Finish();
    }

    private static async Task GiveAsync(IPage page, string role, string kind, string value, bool denies, string reason)
    {
        await page.Locator(".page-head .button-primary").ClickAsync();
        await Expect(page.Locator("#grant-role option").First).ToBeAttachedAsync();
        await page.Locator("#grant-effect").SelectOptionAsync(denies ? "true" : "false");
        await page.Locator("#grant-role").SelectOptionAsync(role);
        await page.Locator("#grant-scope").SelectOptionAsync(kind);
        await page.Locator("#grant-value").FillAsync(value);
        await page.Locator("#grant-reason").FillAsync(reason);
        await page.Locator(".access-quick .button").Nth(1).ClickAsync();
        await Expect(page.Locator("#grant-end")).Not.ToHaveValueAsync("");
        await page.Locator("#grant-save").ClickAsync();
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Expect(page.Locator(".grant", new PageLocatorOptions { HasText = reason })).ToBeVisibleAsync();
    }

    private static async Task ExplainAsync(IPage page, string server, string right, string verdict)
    {
        await page.Locator("#explain-server").FillAsync(server);
        await page.Locator("#explain-right").SelectOptionAsync(right);
        await page.Locator("#explain-ask").ClickAsync();
        await Expect(page.Locator("[data-explanation] b").First).ToContainTextAsync(string.Create(CultureInfo.InvariantCulture, $" {verdict}:"));
    }
}
