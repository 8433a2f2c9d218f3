using Microsoft.Playwright;
using Portal.BmcSim;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>Boot device, light, policy, protection and the countdown in the page, against what ipmitool reads from the same BMC.</summary>
public sealed class BootTests(Chromium chromium, SharedPortal shared)
{
    [Fact]
    public async Task Boot_SetReadBackAndWatched_IsWhatIpmitoolReads()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { SessionSlots = 8, BootPace = 0.3 });
        await using var visitor = await shared.OpenAsync(chromium);
        var page = visitor.Page;
        var id = await visitor.AddServerAsync("booted-u17", "127.0.0.1", bmc.EndPoint.Port);
        await visitor.AddServerAsync("booted-u71", "127.0.0.1", 9);
        await bmc.WaitHeldAsync();
        await page.GotoAsync($"/servers/{id}/boot");
        await Expect(page.Locator("#boot-device")).ToBeVisibleAsync(new() { Timeout = 30_000 });

        // The boot device, in the page and in ipmitool.
        await page.Locator("#boot-device").SelectOptionAsync("Pxe");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set", Exact = true }).First.ClickAsync();
        await Expect(page.Locator(".boot-now").First).ToContainTextAsync("Network (PXE)");
        await Expect(page.Locator(".boot-now").First).ToContainTextAsync("Valid for the next start");
        var flags = await Ipmitool.RunAsync(bmc, "chassis", "bootparam", "get", "5");
        Assert.Contains("Force PXE", flags, StringComparison.Ordinal);
        Assert.Contains("Boot Flag Valid", flags, StringComparison.Ordinal);
        Assert.Contains("BIOS EFI boot", flags, StringComparison.Ordinal);
        await Ipmitool.RunAsync(bmc, "chassis", "bootdev", "cdrom", "options=persistent");
        await page.GetByRole(AriaRole.Button, new() { Name = "Read now" }).ClickAsync();
        await Expect(page.Locator(".boot-now").First).ToContainTextAsync("CD or DVD");
        await Expect(page.Locator(".boot-now").First).ToContainTextAsync("Valid for every start");

        // Light and policy.
        await page.GetByRole(AriaRole.Button, new() { Name = "Until switched off" }).ClickAsync();
        await Expect(page.Locator("section:has(#identify-title) .boot-now")).ToContainTextAsync("until somebody switches it off");
        await page.GetByRole(AriaRole.Radiogroup, new() { Name = "When mains power returns" }).GetByText("Powers on").ClickAsync();
        await page.Locator("section:has(#policy-restore-title)").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator("section:has(#policy-restore-title) .state-ok")).ToBeVisibleAsync();
        var status = await Ipmitool.RunAsync(bmc, "chassis", "status");
        Assert.Contains("Power Restore Policy : always-on", status, StringComparison.Ordinal);
        await visitor.SaveAsync("boot");

        // To setup: the steps, then the console by itself, and what it prints.
        await page.GetByRole(AriaRole.Button, new() { Name = "Boot to setup and open the console" }).ClickAsync();
        await Expect(page.Locator("dialog[open] .touches")).ToContainTextAsync("booted-u71");
        await visitor.SaveAsync("boot-dialog");
        await page.Locator("dialog[open] .button-danger").ClickAsync();
        await page.WaitForURLAsync($"**/servers/{id}/console", new() { Timeout = 60_000 });
        await visitor.Console.WaitForTextAsync("Booting from firmware setup", seconds: 60);
        await page.GotoAsync($"/servers/{id}/boot");
        await Expect(page.Locator(".boot-stages li")).ToHaveCountAsync(3, new() { Timeout = 30_000 });
        await visitor.SaveAsync("boot-stages");

        // Type the name, and the lock.
        await page.Locator("#protection input[type=checkbox]").CheckAsync();
        await page.Locator("summary[data-key=p]").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Power off" }).ClickAsync();
        await Expect(page.Locator("dialog[open] .button-danger")).ToBeDisabledAsync();
        await page.Locator("#power-name").FillAsync("booted-u71");
        await Expect(page.Locator("dialog[open] .button-danger")).ToBeDisabledAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("#protect-reason").FillAsync("database moves");
        await page.GetByRole(AriaRole.Button, new() { Name = "Protect", Exact = true }).ClickAsync();
        await Expect(page.Locator(".tag-protected")).ToBeVisibleAsync();
        await visitor.SaveAsync("boot-protected");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take the protection off" }).ClickAsync();
        await Expect(page.Locator(".tag-protected")).ToHaveCountAsync(0);

        // The host shuts down; the countdown can be taken back.
        await page.Locator("summary[data-key=p]").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Shut down" }).ClickAsync();
        await page.Locator("#power-hard-off").SelectOptionAsync("5");
        await page.Locator("dialog[open] .button-primary").ClickAsync();
        await Expect(page.Locator(".split-readout").First).ToContainTextAsync("Off", new() { Timeout = 60_000 });
        await Expect(page.Locator(".hard-off")).ToHaveCountAsync(0, new() { Timeout = 30_000 });

        // The BMC itself.
        await page.GetByRole(AriaRole.Button, new() { Name = "Warm reset of the BMC" }).ClickAsync();
        await Expect(page.Locator("dialog[open] .notice-warn")).ToBeVisibleAsync();
        await page.Locator("dialog[open] .button-danger").ClickAsync();
        await Expect(page.Locator(".boot-stages")).ToContainTextAsync("BMC answers again", new() { Timeout = 60_000 });
        await Expect(page.Locator(".boot .track .state-ok").Last).ToContainTextAsync("Confirmed", new() { Timeout = 90_000 });
        await visitor.SaveAsync("bmc-reset");
        await page.SetViewportSizeAsync(390, 800);
        await visitor.SaveAsync("boot-phone");
        visitor.Finish();
    }
}
