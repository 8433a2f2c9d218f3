using Microsoft.Playwright;
using Portal.E2E;

[assembly: AssemblyFixture(typeof(SharedPortal))]

namespace Portal.E2E;

/// <summary>One portal for the tests that need no first start, started and set up by the first that asks, with a few simulated servers of its own.</summary>
public sealed class SharedPortal : IAsyncDisposable
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(2);

    private PortalProcess? _portal;
    private string? _cookies;
    private DateTimeOffset _signedInAt;

    /// <summary>A browser at this portal, signed in: by the form only now and then, because the portal counts attempts. Tests run one after another.</summary>
    public async Task<Visitor> OpenAsync(Chromium chromium, BrowserNewContextOptions? options = null)
    {
        var portal = await StartAsync(chromium);
        // What hands out authority wants a proof of at most five minutes ago, and a journey takes its time.
        if (TimeProvider.System.GetUtcNow() - _signedInAt > s_fresh)
            await SignInAsync(chromium, portal);
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
        await using (var first = await chromium.OpenAsync(_portal))
        {
            await first.SetUpAsync(_portal);
            first.Finish();
        }
        await SignInAsync(chromium, _portal);
        return _portal;
    }

    private async Task SignInAsync(Chromium chromium, PortalProcess portal)
    {
        await using var visitor = await chromium.OpenAsync(portal);
        await visitor.SignInAsync();
        _cookies = await visitor.Context.StorageStateAsync();
        _signedInAt = TimeProvider.System.GetUtcNow();
        visitor.Finish();
    }

    public async ValueTask DisposeAsync()
    {
        if (_portal is not null)
            await _portal.DisposeAsync();
    }
}
