using Microsoft.Playwright;
using Portal.BmcSim;
using Portal.BmcSim.Hardware;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>Markup in every field that a person, a host or a BMC fills: no page makes anything of it but text.</summary>
public sealed class MarkupTests(Chromium chromium, SharedPortal shared)
{
    private const string Evil = "\"'><img src=x onerror=pwned=1><svg onload=pwned=1>";
    private const string Short = "<svg/onload=p=1>";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryField_FilledWithMarkup_IsShownAsText()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, Hardware = Hostile() });
        // What a browser calls itself is shown among the sessions.
        await using var visitor = await shared.OpenAsOperatorAsync(chromium, "markup-writer@example.org", new BrowserNewContextOptions { UserAgent = $"Mozilla/5.0 {Evil}" });
        await using var admin = await shared.OpenAsync(chromium);
        var page = admin.Page;
        var id = await admin.AddServerAsync("markup-box", "127.0.0.1", bmc.EndPoint.Port);
        var planted = new List<int>();
        foreach (var (method, path, body) in new (string, string, object)[]
        {
            ("PATCH", $"servers/{id}", new { notes = Evil, rack = Evil, tags = new[] { "<img/src=x/onerror=pwned=1>" } }),
            ("POST", "roles", new { name = Evil, rights = new[] { "view" } }),
            ("POST", "alerts/rules", new { name = Evil, severity = "critical", pattern = "onerror" }),
            ("POST", "alerts/ignored", new { pattern = Evil.Replace("<svg onload=pwned=1>", "", StringComparison.Ordinal) + " never" }),
            ("POST", "snippets", new { name = Evil, text = Evil, shared = true }),
            ("POST", "tokens", new { name = Evil }),
            ("POST", "tenants", new { name = Evil }),
            ("POST", "requests", new { server = id, role = "viewer", hours = 1, reason = Evil }),
            ("POST", $"servers/{id}/observer-links", new { label = Evil, minutes = 30 }),
            ("POST", $"servers/{id}/power", new { action = "soft", reason = Evil }),
            ("PUT", $"servers/{id}/protection", new { reason = Evil }),
        })
            planted.Add(await page.EvaluateAsync<int>(
                "async ([method, path, body]) => (await fetch('/api/v1/' + path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).status", new object[] { method, path, body }));
        Assert.All(planted, status => Assert.InRange(status, 200, 202));
        await page.GotoAsync("/account");
        await page.Locator("#me-name").FillAsync(Evil);
        await page.Locator("#me-name").PressAsync("Enter");
        await Expect(page.Locator("#me-name")).ToHaveValueAsync(Evil);

        // What a host prints: a title, and a line that the rule finds.
        await bmc.WaitHeldAsync();
        await bmc.PrintAsync(System.Text.Encoding.UTF8.GetBytes($"\e]0;{Evil}\a{Evil} panic\r\n"), Ct);
        await page.GotoAsync($"/servers/{id}/console");
        await admin.Console.WaitForTextAsync("panic");
        string[] paths =
        [
            "/", "/?q=markup", "/alerts", "/alerts/rules", "/audit", $"/audit?text={Uri.EscapeDataString(Evil)}", "/consoles", "/operations", "/events", "/search?q=onerror", "/people", "/tenants", "/tenant", "/handovers", "/credentials", "/grants", "/roles", "/requests", "/account",
            "/account/tokens", $"/servers/{id}", $"/servers/{id}?test=1", $"/servers/{id}/console", $"/servers/{id}/console?view=text", $"/servers/{id}/console/history", $"/servers/{id}/access", $"/servers/{id}/sensors", $"/servers/{id}/events", $"/servers/{id}/inventory", $"/servers/{id}/boot", $"/servers/{id}/settings", $"/servers/{id}/bmc",
            $"/?q={Uri.EscapeDataString(Evil)}", $"/servers/{Uri.EscapeDataString(Evil)}", $"/people?q={Uri.EscapeDataString(Evil)}", $"/search?q={Uri.EscapeDataString(Evil)}",
        ];

        // Several at once: a page mostly waits for its circuit.
        IPage[] tabs = [page, await admin.OpenTabAsync(), await admin.OpenTabAsync(), await admin.OpenTabAsync()];
        await Task.WhenAll(tabs.Select(async (tab, number) =>
        {
            foreach (var path in paths.Where((_, index) => index % tabs.Length == number))
                await VisitAsync(tab, path);
        }));
        await VisitAsync(visitor.Page, "/account");
        await using var stranger = await shared.OpenSignedOutAsync(chromium);
        foreach (var path in new[] { $"/sign-in?returnUrl={Uri.EscapeDataString(Evil)}&error={Uri.EscapeDataString(Evil)}", $"/set-password?token={Uri.EscapeDataString(Evil)}", $"/observe#{Uri.EscapeDataString(Evil)}", $"/sign-in/forgot?error={Uri.EscapeDataString(Evil)}" })
            await VisitAsync(stranger.Page, path);
        admin.Finish();
        visitor.Finish();

        // The name goes back: others look at this account.
        await page.GotoAsync("/account");
        await page.Locator("#me-name").FillAsync("On call");
        await page.Locator("#me-name").PressAsync("Enter");
        await Expect(page.Locator("#me-name")).ToHaveValueAsync("On call");
        await page.EvaluateAsync("async id => fetch('/api/v1/servers/' + id, { method: 'DELETE' })", id);
    }

    private static async Task VisitAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await Expect(page.Locator("main, .gate, body").First).ToBeVisibleAsync();
        await Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        var found = await page.EvaluateAsync<string>(
            "() => [...document.querySelectorAll('img[src=\"x\"], svg[onload], [onerror], [onload]')].map(element => element.outerHTML).join('\\n') + ('pwned' in window || 'p' in window ? ' ran' : '')");
        Assert.True(found.Length == 0, $"{path}: {found}");
    }

    private static HardwareProfile Hostile() => HardwareProfile.Standard with
    {
        FruDevices =
        [
            new SimFru(0, new FruImageBuilder
            {
                Chassis = new FruChassis(0x17, Evil, Evil),
                Board = new FruBoard(new DateTime(2024, 3, 9, 10, 30, 0, DateTimeKind.Utc), Evil, Evil, Evil, Evil, Evil),
                Product = new FruProduct(Evil, Evil, Evil, Evil, Evil, Evil, Evil),
            }.Build(2048)),
        ],
        Sensors = [.. HardwareProfile.Standard.Sensors.Select(sensor => sensor with { Name = Short })],
    };
}
