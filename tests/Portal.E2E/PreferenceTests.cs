using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>Language, theme, and a whole visit without a mouse.</summary>
public sealed class PreferenceTests(Chromium chromium, SharedPortal shared)
{
    [Fact]
    public async Task Language_Switched_StaysAndReachesTheConsole()
    {
        await using var visitor = await shared.OpenAsync(chromium);
        await visitor.Page.GotoAsync("/");
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await visitor.Page.Locator(".top-tools details").First.Locator("summary").ClickAsync();
        await visitor.Page.Locator("button[name='culture'][value='zh-CN']").ClickAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        await Expect(visitor.Page.Locator(".rail-link[aria-current='page']")).ToContainTextAsync("服务器");
        await visitor.Page.Locator("[data-open]").First.ClickAsync();
        await visitor.Page.Locator(".tabs a[href$='/console']").ClickAsync();
        await visitor.Console.WaitForConnectionAsync("live");
        await Expect(visitor.Page.Locator(".xterm-helper-textarea")).Not.ToHaveAttributeAsync("aria-label", "Serial console");
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        visitor.Finish();
    }

    [Fact]
    public async Task Theme_Switched_ChangesAtOnceAndStays()
    {
        await using var visitor = await shared.OpenAsync(chromium, new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });
        await visitor.Page.GotoAsync("/");
        var background = "() => getComputedStyle(document.body).backgroundColor";
        var dark = await visitor.Page.EvaluateAsync<string>(background);
        var choice = visitor.Page.Locator("button[name='theme'][value='light']");
        await visitor.Page.Locator(".top-tools details").Nth(1).Locator("summary").ClickAsync();
        var saved = visitor.Page.WaitForResponseAsync(answer => answer.Url.EndsWith("/account/theme", StringComparison.Ordinal));
        await choice.ClickAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        Assert.NotEqual(dark, await visitor.Page.EvaluateAsync<string>(background));
        await saved;
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        visitor.Finish();
    }

    [Fact]
    public async Task Keyboard_FromSignInToConsoleAndOut_NeedsNoMouse()
    {
        await using var visitor = await shared.OpenSignedOutAsync(chromium);
        var (page, keys) = (visitor.Page, visitor.Page.Keyboard);
        await page.GotoAsync("/sign-in");
        await Expect(page.Locator("#email")).ToBeFocusedAsync();
        await keys.TypeAsync(Visitor.Email);
        await keys.PressAsync("Tab");
        await keys.TypeAsync(Visitor.Password);
        await keys.PressAsync("Enter");
        await Expect(page.Locator("[data-row]").First).ToBeVisibleAsync();

        await keys.PressAsync("/");
        await keys.TypeAsync("web-042");
        await keys.PressAsync("Enter");
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(1);
        await keys.PressAsync("Escape");
        await keys.PressAsync("j");
        await keys.PressAsync("c");
        await visitor.Console.WaitForTextAsync("web-042 login:");
        await Expect(page.Locator(".xterm-helper-textarea")).ToBeFocusedAsync();

        // Keys that mean something to the page belong to the server here.
        await keys.TypeAsync("p?/");
        await visitor.Console.WaitForTextAsync("web-042 login: p?/");
        await Expect(page.Locator("dialog[open], details[data-menu][open]")).ToHaveCountAsync(0);
        await keys.PressAsync("Control+Shift+Space");
        await Expect(page.Locator(".console-menu [role=menuitem]").First).ToBeFocusedAsync();
        await visitor.SaveAsync("console-menu");
        await keys.PressAsync("Escape");
        await Expect(page.Locator(".console-menu")).ToHaveCountAsync(0);
        await Expect(page.Locator(".xterm-helper-textarea")).ToBeFocusedAsync();
        await keys.PressAsync("Control+Shift+Space");
        await keys.PressAsync("Tab");
        await Expect(page.Locator("[data-console-exit]")).ToBeFocusedAsync();
        await keys.PressAsync("p");
        await Expect(page.Locator(".server-actions details[open]")).ToHaveCountAsync(1);
        await keys.PressAsync("Escape");
        await keys.PressAsync("?");
        await Expect(page.Locator("dialog[open]")).ToBeVisibleAsync();

        // Whoever needs these keys elsewhere chooses others; the server gets those from then on.
        await page.Locator("[data-chord-choice]").SelectOptionAsync("enter");
        await keys.PressAsync("Escape");
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await visitor.Console.WaitForTextAsync("web-042 login:");
        await Expect(page.Locator(".key-hint kbd")).ToHaveTextAsync("Ctrl Shift Enter");
        await page.Locator(".console-host .xterm-helper-textarea").FocusAsync();
        await keys.PressAsync("Control+Shift+Space");
        await keys.PressAsync("Control+Shift+Enter");
        await Expect(page.Locator(".console-menu [role=menuitem]").First).ToBeFocusedAsync();
        await Expect(page.Locator(".console-menu")).ToHaveCountAsync(1);
        visitor.Finish();
    }
}
