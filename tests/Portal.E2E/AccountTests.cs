using Microsoft.Playwright;
using Portal.Testing;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>A person's way in: invited, with an authenticator, a recovery code and a passkey, and out again.</summary>
public sealed class AccountTests(Chromium chromium)
{
    private const string Email = "ann.account@example.org";
    private const string Password = "seven green ladders";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invited_SecondFactorsAndSessions_WorkAndEnd()
    {
        // One of its own: sign-ins are counted by address. And by name: there are no passkeys at a bare address.
        await using var portal = await PortalProcess.StartAsync(demoServers: 1, Ct);
        var link = await portal.InviteAsync(Email, "operator", Ct);
        var origin = new UriBuilder(portal.Address) { Host = "localhost" }.Uri.GetLeftPart(UriPartial.Authority);
        await using var ann = await chromium.OpenAsync(portal);
        var page = ann.Page;

        await page.GotoAsync(origin + link);
        await AccessibilityTests.CheckAsync(page, "set password");
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("#confirm").FillAsync(Password);
        await page.Locator("#confirm").PressAsync("Enter");
        await Expect(page.Locator(".notice-ok")).ToBeVisibleAsync();
        await EnterPasswordAsync(page);
        await Expect(page.Locator("[data-row]").First).ToBeVisibleAsync();

        // An authenticator, and the codes for the day when it is lost.
        await page.GotoAsync($"{origin}/account");
        await page.Locator(".notice-warn a").ClickAsync();
        await page.Locator(".factor details summary").ClickAsync();
        var key = await page.Locator("[data-factor-key]").InnerTextAsync();
        await ann.SaveAsync("second-factor");
        await AccessibilityTests.CheckAsync(page, "second factor");
        await page.Locator("#code").FillAsync(Authenticator.CodeAt(key, TimeProvider.System.GetUtcNow()));
        await page.Locator("#code").PressAsync("Enter");
        await Expect(page.Locator("[data-recovery-codes] li")).ToHaveCountAsync(10);
        var recovery = await page.Locator("[data-recovery-codes] li").First.InnerTextAsync();
        await ann.SaveAsync("recovery-codes");
        await AccessibilityTests.CheckAsync(page, "recovery codes");
        await page.Locator(".gate-box > .button-primary").ClickAsync();
        await Expect(page.Locator("[data-recovery-left='10']")).ToBeVisibleAsync();

        // Out, and in with a code; the one that was shown before works no more, so the next.
        await SignOutAsync(page);
        await page.GotoAsync($"{origin}/sign-in");
        await EnterPasswordAsync(page);
        await Expect(page.Locator("#code")).ToBeFocusedAsync();
        await ann.SaveAsync("sign-in-code");
        await AccessibilityTests.CheckAsync(page, "code");
        await page.Locator("#code").FillAsync(Authenticator.CodeAt(key, TimeProvider.System.GetUtcNow(), 1));
        await page.Locator("#code").PressAsync("Enter");
        await Expect(page.Locator("[data-row]").First).ToBeVisibleAsync();

        // A passkey: made, and shown instead of everything else.
        var devtools = await ann.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        await page.GotoAsync($"{origin}/account/second-factor");
        await page.Locator("#passkey-name").FillAsync("Ann's laptop");
        await page.Locator("[data-passkey-go]").ClickAsync();
        await Expect(page.Locator("[data-passkeys] li")).ToContainTextAsync("Ann's laptop");
        await SignOutAsync(page);
        await page.GotoAsync($"{origin}/sign-in");
        await ann.SaveAsync("sign-in-passkey");
        await page.Locator("[data-passkey-go]").ClickAsync();
        await Expect(page.Locator("[data-row]").First).ToBeVisibleAsync();

        // Somewhere else with a recovery code; ended from here.
        await using var elsewhere = await chromium.OpenAsync(portal);
        elsewhere.MayLoseConnection = true;
        await elsewhere.Page.GotoAsync($"{origin}/sign-in");
        await EnterPasswordAsync(elsewhere.Page);
        await elsewhere.Page.Locator("a[href*='use=recovery']").ClickAsync();
        await elsewhere.Page.Locator("#code").FillAsync(recovery);
        await elsewhere.Page.Locator("#code").PressAsync("Enter");
        await Expect(elsewhere.Page.Locator("[data-row]").First).ToBeVisibleAsync();

        await page.GotoAsync($"{origin}/account");
        await Expect(page.Locator("[data-recovery-left='9']")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-session]")).ToHaveCountAsync(2);
        await ann.SaveAsync("my-account");
        await AccessibilityTests.CheckAsync(page, "my account");
        await page.Locator("[data-session='other'] button").ClickAsync();
        await Expect(page.Locator("[data-session]")).ToHaveCountAsync(1);
        await Expect(elsewhere.Page.Locator("#password")).ToBeVisibleAsync();
        elsewhere.Finish();
        ann.Finish();
    }

    private static async Task EnterPasswordAsync(IPage page)
    {
        await page.Locator("#email").FillAsync(Email);
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("#password").PressAsync("Enter");
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.Locator(".rail-me summary").ClickAsync();
        await page.Locator("form[action='/account/sign-out'] button").ClickAsync();
        await Expect(page.Locator("a[href='/sign-in']")).ToBeVisibleAsync();
    }
}
