using Microsoft.Playwright;
using Portal.BmcSim;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>The BMC's own accounts, network and serial settings, changed in the page and found so by ipmitool.</summary>
public sealed class BmcSettingsTests(Chromium chromium, SharedPortal shared)
{
    [Fact]
    public async Task Account_MadeChangedDisabledAndDeleted_LogsInWithIpmitoolAsThePageSays()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, SessionSlots = 8 });
        await using var visitor = await shared.OpenAsync(chromium);
        var page = visitor.Page;
        var id = await visitor.AddServerAsync("accounts-u21", "127.0.0.1", bmc.EndPoint.Port);
        await page.GotoAsync($"/servers/{id}/bmc/accounts");

        await page.GetByRole(AriaRole.Button, new() { Name = "Add an account" }).ClickAsync();
        await page.Locator("#account-name").FillAsync("night");
        await page.Locator("#account-password").FillAsync("first-secret-1");
        await page.Locator("#account-privilege").SelectOptionAsync("Operator");
        await page.Locator("#account-enabled").CheckAsync();
        await page.Locator("#account-messaging").CheckAsync();
        await SaveAsync(page, "The account night was added");
        Assert.True((await Ipmitool.TryAsync(bmc, "night", "first-secret-1", "-L", "OPERATOR", "chassis", "power", "status")).IsGood);
        await visitor.SaveAsync("bmc-accounts");

        await page.GetByLabel("Change night").ClickAsync();
        await page.Locator("#account-password").FillAsync("second-secret-2");
        await page.Locator("#account-privilege").SelectOptionAsync("User");
        await SaveAsync(page, "The account night in slot");
        Assert.False((await Ipmitool.TryAsync(bmc, "night", "first-secret-1", "-L", "USER", "mc", "info")).IsGood);
        Assert.True((await Ipmitool.TryAsync(bmc, "night", "second-secret-2", "-L", "USER", "mc", "info")).IsGood);
        Assert.False((await Ipmitool.TryAsync(bmc, "night", "second-secret-2", "-L", "OPERATOR", "mc", "info")).IsGood);

        await page.GetByLabel("Change night").ClickAsync();
        await page.Locator("#account-enabled").UncheckAsync();
        await SaveAsync(page, "The account night in slot");
        Assert.False((await Ipmitool.TryAsync(bmc, "night", "second-secret-2", "-L", "USER", "mc", "info")).IsGood);

        await page.GetByLabel("Delete night").ClickAsync();
        await page.Locator("dialog[open] .button-danger").ClickAsync();
        await Expect(page.GetByText("The account night was deleted.")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.DoesNotContain("night", await Ipmitool.RunAsync(bmc, "user", "list", "1"), StringComparison.Ordinal);

        // The account that the portal itself logs in with.
        await page.GetByLabel("Change admin").ClickAsync();
        await Expect(page.Locator("#account-name")).ToBeDisabledAsync();
        await page.Locator("#account-privilege").SelectOptionAsync("User");
        await page.Locator("dialog[open] .button-primary").ClickAsync();
        await Expect(page.Locator("#account-refusal")).Not.ToBeEmptyAsync(new() { Timeout = 30_000 });
        await visitor.SaveAsync("bmc-account-refused");
        Assert.True((await Ipmitool.TryAsync(bmc, "admin", "password", "-L", "ADMINISTRATOR", "mc", "info")).IsGood);
        visitor.Finish();
    }

    [Fact]
    public async Task NetworkAndSol_Written_AreWhatIpmitoolReads()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, SessionSlots = 8 });
        await using var visitor = await shared.OpenAsync(chromium);
        var page = visitor.Page;
        var id = await visitor.AddServerAsync("network-u22", "127.0.0.1", bmc.EndPoint.Port);

        await page.GotoAsync($"/servers/{id}/bmc/sol");
        await page.Locator("#sol-accumulate").FillAsync("100");
        await page.Locator("#sol-retries").FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Saved and read back.")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        var sol = await Ipmitool.RunAsync(bmc, "sol", "info", "1");
        Assert.Matches(@"Character Accumulate Level \(ms\)\s*: 100", sol);
        Assert.Matches(@"Retry Count\s*: 3", sol);

        await page.GotoAsync($"/servers/{id}/bmc/network");
        await page.Locator("#network-vlan").FillAsync("100");
        await page.GetByRole(AriaRole.Button, new() { Name = "Write and verify" }).ClickAsync();
        await Expect(page.Locator("[data-state=Done]")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        Assert.Matches(@"802\.1q VLAN ID\s*: 100", await Ipmitool.RunAsync(bmc, "lan", "print", "1"));
        await visitor.SaveAsync("bmc-network");

        // A gateway that the BMC could not reach is refused before anything is sent.
        await page.Locator("#network-gateway").FillAsync("10.9.8.7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Write and verify" }).ClickAsync();
        await Expect(page.Locator(".bmc [role=alert]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.DoesNotContain("10.9.8.7", await Ipmitool.RunAsync(bmc, "lan", "print", "1"), StringComparison.Ordinal);
        await page.SetViewportSizeAsync(390, 800);
        await visitor.SaveAsync("bmc-network-phone");
        visitor.Finish();
    }

    private static async Task SaveAsync(IPage page, string said)
    {
        await page.Locator("dialog[open] .button-primary").ClickAsync();
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Expect(page.GetByText(said)).ToBeVisibleAsync();
    }
}
