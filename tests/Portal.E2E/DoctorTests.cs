using System.Net;
using Microsoft.Playwright;
using Portal.BmcSim;
using Portal.Ipmi;
using Portal.Ipmi.Configuration;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>A console that stays blank: the page offers to find out why, finds it, mends it, and the console is live.</summary>
public sealed class DoctorTests(Chromium chromium, SharedPortal shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SolDisabled_OfferedFoundMended_AndTheConsoleIsLive()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await SwitchSolOffAsync(bmc.EndPoint);
        await using var visitor = await shared.OpenAsync(chromium);
        var page = visitor.Page;
        var id = await visitor.AddServerAsync("blank", "127.0.0.1", bmc.EndPoint.Port);
        await page.GotoAsync($"/servers/{id}/console");
        await page.Locator(".console-status").GetByRole(AriaRole.Link, new() { Name = "Why is it blank?" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("doctor=1"));
        await Expect(page.Locator("#doctor-title")).ToBeFocusedAsync();
        await Expect(page.Locator("[data-check='SolEnabled']")).ToHaveAttributeAsync("data-code", "SolOff");
        await Expect(page.Locator("[data-check='Driver']")).ToBeVisibleAsync();
        await Expect(page.Locator(".doctor-verdict")).ToContainTextAsync("Serial over LAN is switched off in the BMC, channel 1.");
        await PicturesAsync(visitor, id);

        await page.Locator(".doctor-verdict").GetByRole(AriaRole.Button, new() { Name = "Switch SOL on" }).ClickAsync();
        await Expect(page.Locator(".doctor")).ToContainTextAsync("Done, and read back from the BMC.", new() { Timeout = 20_000 });
        await Expect(page.Locator("[data-check='SolEnabled']")).ToHaveAttributeAsync("data-code", "SolOn");
        await Expect(page.Locator(".console-status > .state")).ToHaveTextAsync("Live");
        await page.GetByRole(AriaRole.Button, new() { Name = "Press Enter and listen" }).ClickAsync();
        await Expect(page.Locator("[data-check='Probe']")).ToHaveAttributeAsync("data-code", "ProbeAnswered");
        await visitor.SaveAsync("doctor-mended");

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".doctor")).ToHaveCountAsync(0);
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/console$"));
        await bmc.PrintAsync("it speaks"u8.ToArray(), Ct);
        await visitor.Console.WaitForTextAsync("it speaks");
        visitor.Finish();
    }

    [Fact]
    public async Task DeepLink_OperatorOfADeadConsole_SeesWhyAndNoFixThatIsNotHis()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await SwitchSolOffAsync(bmc.EndPoint);
        await using var visitor = await shared.OpenAsync(chromium);
        var id = await visitor.AddServerAsync("blank-too", "127.0.0.1", bmc.EndPoint.Port);
        await using var tenant = await shared.OpenAsOperatorAsync(chromium, "doctor@example.org", new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        await tenant.Page.GotoAsync($"/servers/{id}/console?doctor=1");
        await Expect(tenant.Page.Locator(".doctor-verdict")).ToContainTextAsync("Serial over LAN is switched off", new() { Timeout = 20_000 });
        await Expect(tenant.Page.Locator(".doctor").GetByRole(AriaRole.Button, new() { Name = "Switch SOL on" })).ToHaveCountAsync(0);
        await Expect(tenant.Page.Locator(".doctor")).Not.ToContainTextAsync("127.0.0.1");
        await tenant.SaveAsync("doctor-operator-390");
        tenant.Finish();
        visitor.Finish();
    }

    [Fact]
    public async Task HeldByOther_SaysWhereFrom_AndTheLineIsTakenFromThere()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var stranger = await BmcSession.OpenAsync(
            new BmcSessionOptions { EndPoint = bmc.EndPoint, UserName = "operator", Password = SecretBytes.FromText("password"), Privilege = PrivilegeLevel.Operator }, Ct);
        await using var held = await stranger.ActivateSolAsync(new Portal.Ipmi.Sol.SolOptions(), Ct);
        await using var visitor = await shared.OpenAsync(chromium);
        var page = visitor.Page;
        var id = await visitor.AddServerAsync("held-elsewhere", "127.0.0.1", bmc.EndPoint.Port);
        await page.GotoAsync($"/servers/{id}/console");
        await Expect(page.Locator(".console-status > .state")).ToHaveTextAsync("Held by other", new() { Timeout = 20_000 });
        await page.Locator(".console-status").GetByRole(AriaRole.Link, new() { Name = "Why is it blank?" }).ClickAsync();
        await Expect(page.Locator(".doctor-verdict")).ToContainTextAsync("Someone at 127.0.0.1 holds the line on the BMC, as Operator.", new() { Timeout = 20_000 });
        await visitor.SaveAsync("doctor-held");

        await page.Locator(".doctor-verdict .doctor-fix button").ClickAsync();
        await page.Locator("#line-reason").FillAsync("nobody answers there");
        await page.Locator("dialog[open] .button-primary").ClickAsync();
        await Expect(page.Locator(".console-status > .state")).ToHaveTextAsync("Live", new() { Timeout = 20_000 });
        await Expect(page.Locator("[data-check='Line']")).ToHaveAttributeAsync("data-code", "LineOurs");
        visitor.Finish();
    }

    private async Task PicturesAsync(Visitor visitor, string id)
    {
        await visitor.SaveAsync("doctor-dark-1440");
        foreach (var (theme, width, locale) in ((ColorScheme, int, string)[])[(ColorScheme.Light, 1440, "en-US"), (ColorScheme.Dark, 390, "zh-CN"), (ColorScheme.Light, 1440, "zh-CN"), (ColorScheme.Light, 390, "en-US")])
        {
            await using var other = await shared.OpenAsync(
                chromium, new BrowserNewContextOptions { ColorScheme = theme, Locale = locale, ViewportSize = new ViewportSize { Width = width, Height = width == 390 ? 844 : 900 } });
            await other.Page.GotoAsync($"/servers/{id}/console?doctor=1");
            await Expect(other.Page.Locator("[data-check='Driver']")).ToBeVisibleAsync();
            await Expect(other.Page.Locator(".doctor-verdict")).ToBeVisibleAsync();
            await other.SaveAsync($"doctor-{theme}-{width}-{locale}");
            other.Finish();
        }
    }

    private static async Task SwitchSolOffAsync(IPEndPoint endPoint)
    {
        await using var session = await BmcSession.OpenAsync(new BmcSessionOptions { EndPoint = endPoint, UserName = "admin", Password = SecretBytes.FromText("password") }, Ct);
        await new SolConfigurator(session).ApplyAsync(new SolChange { Enabled = false }, Ct);
    }
}
