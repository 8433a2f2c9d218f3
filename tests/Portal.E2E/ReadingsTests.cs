using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.BmcSim;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>Events in the page, against what ipmitool reads from the same BMC.</summary>
public sealed partial class ReadingsTests(Chromium chromium, SharedPortal shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_AreWhatIpmitoolReads_AreArchivedCountedAndCleared()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, SessionSlots = 8 });
        await using var visitor = await shared.OpenAsync(chromium);
        var page = visitor.Page;
        var id = await visitor.AddServerAsync("logged", "127.0.0.1", bmc.EndPoint.Port);
        await page.GotoAsync($"/servers/{id}/events");
        var records = bmc.EventLogRecords().Count;
        Assert.Equal(records, Entries(await IpmitoolAsync(bmc, "sel", "info")));
        await Expect(page.Locator(".events-facts")).ToContainTextAsync($"{records} entries", new() { Timeout = 60_000 });
        var rows = page.Locator(".events-table tbody tr.table-row");
        await Expect(rows.First).ToBeVisibleAsync();
        await Expect(rows.First.Locator(".raw")).ToHaveTextAsync(HexPattern);
        await visitor.SaveAsync("events");

        // Acknowledged, with what there is to say.
        await rows.Locator("input[type=checkbox]").First.CheckAsync();
        await page.Locator(".events-facts .button-primary").ClickAsync();
        await page.Locator("#ack-note").FillAsync("fan replaced");
        await page.Locator("dialog[open] .button-primary").ClickAsync();
        await Expect(rows.First).ToContainTextAsync("fan replaced");

        // The clock, then the log: archived, counted, cleared; ipmitool sees it empty, the page keeps all of it.
        await page.GetByRole(AriaRole.Button, new() { Name = "Set to the portal's time" }).ClickAsync();
        await Expect(page.Locator(".readings-said")).ToContainTextAsync("The clock was set");
        await page.GetByRole(AriaRole.Button, new() { Name = "Archive and clear" }).ClickAsync();
        await page.Locator("dialog[open] .button-danger").ClickAsync();
        await Expect(page.Locator(".readings-said")).ToContainTextAsync("entries archived");
        Assert.Equal(bmc.EventLogRecords().Count, Entries(await IpmitoolAsync(bmc, "sel", "info")));
        Assert.True(bmc.EventLogRecords().Count < records);
        await Expect(rows.First).ToBeVisibleAsync();
        await Expect(page.Locator("#archives-title")).ToBeVisibleAsync();
        await visitor.SaveAsync("events-cleared");

        await page.GotoAsync("/events?q=name:logged");
        await Expect(rows.First).ToContainTextAsync("logged");
        await visitor.SaveAsync("fleet-events");
        await page.SetViewportSizeAsync(390, 800);
        await visitor.SaveAsync("fleet-events-phone");
        await page.GotoAsync($"/servers/{id}/sensors");
        await Expect(page.Locator(".sensors-table tr.table-row").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await visitor.SaveAsync("sensors-phone");
        visitor.Finish();
    }

    private static int Entries(string info) => int.Parse(EntriesPattern.Match(info).Groups[1].Value, CultureInfo.InvariantCulture);

    private static async Task<string> IpmitoolAsync(SimulatedBmc bmc, params string[] arguments)
    {
        var start = new ProcessStartInfo("ipmitool") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-I", "lanplus", "-C", "17", "-H", "127.0.0.1", "-p", bmc.EndPoint.Port.ToString(CultureInfo.InvariantCulture), "-U", "admin", "-P", "password", .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Ct);
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }

    [GeneratedRegex(@"Entries\s*: (\d+)")]
    private static partial Regex EntriesPattern { get; }

    [GeneratedRegex("^([0-9A-F]{8} ){3}[0-9A-F]{8}$")]
    private static partial Regex HexPattern { get; }
}
