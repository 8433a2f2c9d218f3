using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Portal.Bench.FleetPage;

/// <summary>
/// The page of the fleet over thousands of simulated BMCs that are polled while somebody looks: how soon it is there in Chromium, what a filter costs, what a circuit
/// keeps, what goes over the wire when nothing but time passes, and whether scrolling is smooth.
/// </summary>
internal static class FleetBench
{
    private static readonly string[] s_web = ["web", "prod"];
    private static readonly string[] s_prod = ["prod"];

    // Notes when the first row stands in the page, in milliseconds of the page's own clock.
    private const string WatchRows = """
        new MutationObserver((_, watch) => { if (document.querySelector('.fleet-table tr.table-row')) { window.firstRow = performance.now(); watch.disconnect(); } })
          .observe(document, { childList: true, subtree: true });
        """;

    private const string CountFrames = """
        () => { const frames = []; let last = performance.now(); window.frames_ = frames;
          const next = now => { frames.push(now - last); last = now; if (frames.length < 2000) requestAnimationFrame(next); }; requestAnimationFrame(next); }
        """;

    public static async Task RunAsync(Report report, int servers, int rounds, int circuits, CancellationToken ct)
    {
        report.Line($"fleet: {servers} simulated BMCs polled each 60 s, {Environment.ProcessorCount} cores shared by portal, simulator and Chromium; {rounds} rounds");
        using var farm = await Farm.StartAsync(servers, ct);
        await using var portal = await PortalProcess.StartAsync("127.80.0.0/16", users: 3, ct, "--Portal:Polling:PowerSeconds=60");
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, servers, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct }, async (i, token) =>
        {
            using var answer = await portal.Http.PostAsJsonAsync("/api/v1/servers", new
            {
                name = string.Create(CultureInfo.InvariantCulture, $"srv-{i:D4}"),
                address = farm.EndPoints[i].Address.ToString(),
                port = farm.EndPoints[i].Port,
                username = Farm.User,
                password = Farm.PasswordText,
                rack = string.Create(CultureInfo.InvariantCulture, $"r{i / 40}"),
                site = i % 3 == 0 ? "ams2" : "fra1",
                tags = i % 5 == 0 ? s_web : s_prod,
                consolePolicy = "off",
            }, token);
            answer.EnsureSuccessStatusCode();
        });
        report.Line($"  registered in {watch.Elapsed.TotalSeconds:F0} s");
        await WaitOnlineAsync(portal, servers, ct);
        report.Line($"  all online after {watch.Elapsed.TotalSeconds:F0} s");

        await FilterAsync(report, portal, rounds, ct);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Headless = true, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
        await using var context = await browser.NewContextAsync(new() { BaseURL = portal.Address.ToString(), ViewportSize = new() { Width = 1440, Height = 900 } });
        await context.AddInitScriptAsync(WatchRows);
        var page = await context.NewPageAsync();
        await FirstRowsAsync(report, page, rounds);
        await TypedFilterAsync(report, page, rounds);
        await WireAsync(report, context, page, ct);
        await ScrollAsync(report, page);
        await MemoryAsync(report, portal, context, circuits, ct);
    }

    private static async Task WaitOnlineAsync(PortalProcess portal, int servers, CancellationToken ct)
    {
        var deadline = Stopwatch.StartNew();
        while (true)
        {
            using var export = JsonDocument.Parse(await portal.Http.GetStringAsync("/api/v1/servers/export?format=json&columns=health&query=-reach:up", ct));
            var missing = export.RootElement.GetArrayLength();
            if (missing == 0)
                return;
            if (deadline.Elapsed > TimeSpan.FromMinutes(10))
                throw new InvalidOperationException($"{missing} of {servers} BMCs are not online after ten minutes.");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, ct);
        }
    }

    private static async Task FilterAsync(Report report, PortalProcess portal, int rounds, CancellationToken ct)
    {
        var times = new List<double>();
        for (var i = 0; i < rounds * 10; i++)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await portal.Http.GetAsync("/api/v1/servers?query=power:on+tag:web+-rack:r4+health:ok&limit=1", ct);
            answer.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        report.Goal("filter by the API, median", Report.Median(times), "ms", "< 100", Report.Median(times) < 100);
        report.Goal("filter by the API, 95 of 100", Report.Percentile(times, 0.95), "ms", "< 100", Report.Percentile(times, 0.95) < 100);
    }

    private static async Task FirstRowsAsync(Report report, IPage page, int rounds)
    {
        await page.GotoAsync("/");
        await page.Locator("#email").FillAsync("bench0@example.org");
        await page.Locator("#password").FillAsync("kerosene-velvet-orbit-42");
        await page.Locator("#password").PressAsync("Enter");
        await page.Locator(".fleet-table tr.table-row").First.WaitForAsync(new() { Timeout = 60_000 });
        report.Line($"  first rows, very first visit: {await page.EvaluateAsync<double>("() => window.firstRow"):F0} ms (cold caches on both sides)");
        var times = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            await page.ReloadAsync();
            await page.Locator(".fleet-table tr.table-row").First.WaitForAsync(new() { Timeout = 60_000 });
            times.Add(await page.EvaluateAsync<double>("() => window.firstRow"));
        }
        report.Goal("first rows from the page's address, median", Report.Median(times), "ms", "< 300", Report.Median(times) < 300);
    }

    private static async Task TypedFilterAsync(Report report, IPage page, int rounds)
    {
        var times = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            var word = string.Create(CultureInfo.InvariantCulture, $"srv-00{i % 10}");
            await page.Locator("#query").FillAsync("");
            await page.WaitForFunctionAsync("() => document.querySelectorAll('.fleet-table tr.table-row').length > 12", null, new() { PollingInterval = 5 });
            var began = Stopwatch.GetTimestamp();
            await page.Locator("#query").FillAsync(word);
            await page.WaitForFunctionAsync("() => document.querySelector('.query-count b')?.textContent === '10'", null, new() { PollingInterval = 5, Timeout = 30_000 });
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        report.Line($"  typed filter until it is drawn: median {Report.Median(times):F0} ms, worst {times.Max():F0} ms (browser, circuit and drawing)");
        await page.Locator("#query").FillAsync("");
    }

    private static async Task WireAsync(Report report, IBrowserContext context, IPage page, CancellationToken ct)
    {
        var session = await context.NewCDPSessionAsync(page);
        var frames = new List<int>();
        session.Event("Network.webSocketFrameReceived").OnEvent += (_, e) =>
        {
            if (e?.GetProperty("response").GetProperty("payloadData").GetString() is { } data)
                frames.Add(data.Length);
        };
        await session.SendAsync("Network.enable");
        await page.ReloadAsync();
        await page.Locator(".fleet-table tr.table-row").First.WaitForAsync(new() { Timeout = 60_000 });
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, ct);
        frames.Clear();
        const int Seconds = 20;
        await Task.Delay(TimeSpan.FromSeconds(Seconds), TimeProvider.System, ct);
        int[] seen = [.. frames];
        report.Line($"  updates while {Seconds} s pass: {seen.Length} frames, {seen.Sum() / Seconds} bytes a second, {(seen.Length == 0 ? 0 : seen.Sum() / seen.Length)} bytes each, largest {seen.DefaultIfEmpty().Max()} (base64, as the browser counts)");
        await session.DetachAsync();
    }

    private static async Task ScrollAsync(Report report, IPage page)
    {
        await page.Locator(".table-scroll").HoverAsync();
        await page.EvaluateAsync(CountFrames);
        for (var i = 0; i < 120; i++)
            await page.Mouse.WheelAsync(0, 240);
        var frames = await page.EvaluateAsync<double[]>("() => window.frames_");
        report.Goal("frame while scrolling, 95 of 100", Report.Percentile(frames, 0.95), "ms", "< 34 (two frames)", Report.Percentile(frames, 0.95) < 34);
        report.Line($"  frame while scrolling: median {Report.Median(frames):F1} ms, worst {frames.Max():F0} ms over {frames.Length} frames");
    }

    private static async Task MemoryAsync(Report report, PortalProcess portal, IBrowserContext context, int circuits, CancellationToken ct)
    {
        var before = await portal.ReadLiveAsync(ct);
        var pages = new List<IPage>();
        for (var i = 0; i < circuits; i++)
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync("/");
            await page.Locator(".fleet-table tr.table-row").First.WaitForAsync(new() { Timeout = 60_000 });
            pages.Add(page);
        }
        var each = (await portal.ReadLiveAsync(ct) - before) / circuits;
        report.Goal("managed memory of a circuit", each, "MiB", "< 10", each < 10);
        report.Line($"  portal: {portal.Figures.ResidentBytes / 1048576.0:F0} MiB resident with {circuits + 1} circuits");
        foreach (var page in pages)
            await page.CloseAsync();
    }
}
