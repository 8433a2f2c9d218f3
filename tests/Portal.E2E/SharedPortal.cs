using Microsoft.Playwright;
using Portal.E2E;

[assembly: AssemblyFixture(typeof(SharedPortal))]

namespace Portal.E2E;

/// <summary>One portal for the tests that need no first start, started and set up by the first that asks, with a few simulated servers of its own.</summary>
public sealed class SharedPortal : IAsyncDisposable
{
    private PortalProcess? _portal;
    private string? _cookies;

    /// <summary>A browser at this portal, signed in: by the form only the first time, because the portal counts attempts. Tests run one after another.</summary>
    public async Task<Visitor> OpenAsync(Chromium chromium, BrowserNewContextOptions? options = null)
    {
        var portal = await StartAsync(chromium);
        return await chromium.OpenAsync(portal, new BrowserNewContextOptions(options ?? new BrowserNewContextOptions()) { StorageState = _cookies });
    }

    /// <summary>A browser that nobody has signed in with.</summary>
    public async Task<Visitor> OpenSignedOutAsync(Chromium chromium) => await chromium.OpenAsync(await StartAsync(chromium));

    /// <summary>A browser at this portal, signed in as a new operator of this name.</summary>
    public async Task<Visitor> OpenAsOperatorAsync(Chromium chromium, string email, BrowserNewContextOptions? options = null)
    {
        var portal = await StartAsync(chromium);
        await portal.AddUserAsync(email, "operator", Visitor.Password, TestContext.Current.CancellationToken);
        var visitor = await chromium.OpenAsync(portal, options);
        await visitor.SignInAsync(email: email);
        return visitor;
    }

    private async Task<PortalProcess> StartAsync(Chromium chromium)
    {
        if (_portal is not null)
            return _portal;
        _portal = await PortalProcess.StartAsync(demoServers: 8, TestContext.Current.CancellationToken);
        await using var first = await chromium.OpenAsync(_portal);
        await first.SetUpAsync(_portal);
        await first.SignInAsync();
        _cookies = await first.Context.StorageStateAsync();
        first.Finish();
        return _portal;
    }

    public async ValueTask DisposeAsync()
    {
        if (_portal is not null)
            await _portal.DisposeAsync();
    }
}
