using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.BmcSim;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>Sensors and events in the page, against what ipmitool reads from the same BMC.</summary>
public sealed partial class ReadingsTests(Chromium chromium, SharedPortal shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sensors_AreWhatIpmitoolReads_AndLimitsAreSetAndReadBack()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, SessionSlots = 8 });
        await using var visitor = await shared.OpenAsync(chromium);
        var page = visitor.Page;
        var id = await visitor.AddServerAsync("measured", "127.0.0.1", bmc.EndPoint.Port);
        await page.GotoAsync($"/servers/{id}/sensors");
        var inlet = page.Locator(".sensors-table tr.table-row").Filter(new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = "Inlet Temp", Exact = true }) });
        await Expect(inlet).ToHaveCountAsync(1, new() { Timeout = 60_000 });

        var names = (await IpmitoolAsync(bmc, "sdr", "elist", "all")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|')).Where(parts => parts.Length >= 5 && !parts[4].Contains("MC @", StringComparison.Ordinal)
            && !parts[1].Contains("FF", StringComparison.Ordinal) && !parts[4].Contains("FRU", StringComparison.Ordinal)).Select(parts => parts[0].Trim()).Where(name => name.Length > 0).ToList();
        var shown = await page.Locator(".sensors-table tr.table-row th").AllInnerTextsAsync();
        Assert.DoesNotContain(names.Except(shown.Select(name => name.Trim())), name => name.Contains("Temp", StringComparison.Ordinal));
        await visitor.SaveAsync("sensors");

        await inlet.GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator("#threshold-UpperNonCritical").FillAsync("18");
        await page.Locator("#threshold-UpperCritical").FillAsync("60");
        await page.Locator("dialog[open] .button-primary").ClickAsync();
        await Expect(page.Locator("dialog[open] .field-done")).ToBeVisibleAsync();
        await visitor.SaveAsync("sensor-limits");
        await page.Keyboard.PressAsync("Escape");
        await Expect(inlet.Locator(".state-warn")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(inlet).ToContainTextAsync("18 / 60");
        var read = await IpmitoolAsync(bmc, "sensor", "get", "Inlet Temp");
        Assert.Matches(@"(?i)upper non-critical\s*: 18\.000", read);
        Assert.Matches(@"(?i)upper critical\s*: 60\.000", read);

        await inlet.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Locator(".sensor-chart canvas")).ToBeVisibleAsync();
        await page.Locator(".chart-table summary").ClickAsync();
        await Expect(page.Locator(".chart-table tbody tr").First).ToBeVisibleAsync();
        await visitor.SaveAsync("sensor-chart");
        visitor.Finish();
    }

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
