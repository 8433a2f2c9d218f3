using Microsoft.Playwright;
using Portal.BmcSim;
using Portal.BmcSim.Hardware;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>Overview and inventory of a server, against what ipmitool reads from the same BMC.</summary>
public sealed class InventoryTests(Chromium chromium, SharedPortal shared)
{
    [Fact]
    public async Task InventoryAndOverview_AreWhatIpmitoolReads()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, SessionSlots = 8, Hardware = ServerProfiles.Supermicro });
        await using var visitor = await shared.OpenAsync(chromium);
        var page = visitor.Page;
        var id = await visitor.AddServerAsync("known-parts", "127.0.0.1", bmc.EndPoint.Port);
        await page.GotoAsync($"/servers/{id}/inventory");
        var parts = page.Locator(".inventory-parts");
        await Expect(parts.Locator("section").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var shown = (await parts.Locator("dd .inventory-value").AllInnerTextsAsync()).Select(text => text.Trim()).ToHashSet(StringComparer.Ordinal);

        // Each text of each FRU device, the firmware, the identifiers, the network.
        var fru = Fields(await Ipmitool.RunAsync(bmc, "fru", "print"));
        var compared = fru.Where(field => field.Name is "Chassis Part Number" or "Chassis Serial" or "Board Mfg" or "Board Product" or "Board Serial" or "Board Part Number"
            or "Product Manufacturer" or "Product Name" or "Product Part Number" or "Product Version" or "Product Serial" or "Product Asset Tag").Where(field => field.Value.Length > 0).ToList();
        Assert.NotEmpty(compared);
        Assert.Empty(compared.Where(field => !shown.Contains(field.Value)).Select(field => $"{field.Name}: {field.Value}"));
        var info = Fields(await Ipmitool.RunAsync(bmc, "mc", "info"));
        foreach (var name in (string[])["Device ID", "Device Revision", "IPMI Version", "Manufacturer ID", "Product ID"])
            Assert.Contains(info.Single(field => field.Name == name).Value, shown);
        Assert.Contains(info.Single(field => field.Name == "Firmware Revision").Value.Split('.')[0], shown.Where(value => value.Contains('.', StringComparison.Ordinal)).Select(value => value.Split('.')[0]));
        var mac = Fields(await Ipmitool.RunAsync(bmc, "lan", "print")).Single(field => field.Name == "MAC Address").Value;
        Assert.Contains(mac, shown);
        await visitor.SaveAsync("inventory");

        // The overview has them in one look, and what people say of the server is changed where it stands.
        await page.Locator(".tab").First.ClickAsync();
        await Expect(page.Locator(".facts", new() { HasText = mac })).ToBeVisibleAsync();
        await Expect(page.Locator(".axis-lanes")).ToBeVisibleAsync();
        await Expect(page.Locator("#worst-title")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await page.Locator("#about").GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator("#rack").FillAsync("r7");
        await page.Locator("#notes").FillAsync("first line\nsecond line");
        await page.Locator("#about .button-primary").ClickAsync();
        await Expect(page.Locator(".about-notes")).ToContainTextAsync("second line");
        await Expect(page.Locator(".about-notes small")).ToBeVisibleAsync();
        await page.Locator(".axis .choices a").Nth(2).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"\?range=24h$"));
        await page.Locator(".axis-list summary").ClickAsync();
        await Expect(page.Locator(".axis-list tbody a").First).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("/console/history"));
        await visitor.SaveAsync("overview");
        visitor.Finish();

        foreach (var (theme, width, locale) in ((ColorScheme, int, string)[])[(ColorScheme.Light, 1440, "zh-CN"), (ColorScheme.Dark, 390, "en-US")])
        {
            await using var other = await shared.OpenAsync(chromium, new BrowserNewContextOptions { ColorScheme = theme, Locale = locale, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
            foreach (var (tab, wanted) in ((string, string)[])[("", ".axis-lanes"), ("/inventory", ".inventory-parts section"), ("/sensors", ".sensors-table tr.table-row"), ("/events", ".events-table tr.table-row")])
            {
                await other.Page.GotoAsync($"/servers/{id}{tab}");
                await Expect(other.Page.Locator(wanted).First).ToBeVisibleAsync(new() { Timeout = 60_000 });
                Assert.True(await other.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{tab} is wider than {width} px.");
                await other.SaveAsync($"server{tab.Replace('/', '-')}-{locale}-{width}");
            }

            other.Finish();
        }
    }

    private static List<(string Name, string Value)> Fields(string text) =>
        [.. text.Split('\n').Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2).Select(parts => (parts[0].Trim(), parts[1].Trim())).Where(field => field.Item1.Length > 0)];
}
