using Microsoft.Playwright;
using Portal.E2E;

[assembly: AssemblyFixture(typeof(Chromium))]
// One browser and a portal keep a small machine busy enough; side by side they would only wait for each other.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Portal.E2E;

/// <summary>Debian's Chromium, driven by Playwright, one for all tests. Without it the tests skip.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Path = "/usr/bin/chromium";

    private static readonly string[] s_flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic",
        "--disable-dev-shm-usage",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Path))
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Headless = true, Args = s_flags });
    }

    /// <summary>Somebody's browser: cookies and cache of its own.</summary>
    public async Task<Visitor> OpenAsync(PortalProcess portal, BrowserNewContextOptions? options = null)
    {
        Assert.SkipUnless(_browser is not null, $"There is no {Path}: apt-get install chromium");
        options ??= new BrowserNewContextOptions();
        options.BaseURL = portal.Address.ToString();
        options.Locale ??= "en-US";
        options.ViewportSize ??= new ViewportSize { Width = 1440, Height = 900 };
        return await Visitor.StartAsync(await _browser.NewContextAsync(options));
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
