using Microsoft.Playwright;
using Portal.Testing;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>In by a provider's word, with a real browser's cookies: refused first, then in, then out here and there.</summary>
public sealed class SingleSignOnTests(Chromium chromium)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Person_ByProvider_InAndOut()
    {
        await using var provider = await OidcServer.StartAsync(Ct);
        var secret = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(secret, OidcServer.ClientSecret, Ct);
            const string Section = "--Portal:SignIn:Providers:corp";
            await using var portal = await PortalProcess.StartAsync(
                demoServers: 1, Ct, $"{Section}:Name=Example Corp", $"{Section}:Authority={provider.Issuer.ToString().TrimEnd('/')}", $"{Section}:AllowHttp=true", $"{Section}:ClientId={OidcServer.ClientId}",
                $"{Section}:ClientSecretFile={secret}", $"{Section}:Accounts=Create", $"{Section}:Groups=noc=Operator");
            // Somebody must be there already; whom a provider vouches for is never the first.
            await portal.AddUserAsync("break-glass@example.org", "admin", Visitor.Password, Ct);
            await provider.PutAsync("mallory", new { email = "mallory@sso.example.org", email_verified = false, groups = new[] { "noc" } }, ct: Ct);
            await provider.PutAsync("olga", new { email = "olga@sso.example.org", email_verified = true, name = "Olga Operator", groups = new[] { "noc" } }, ct: Ct);

            await using var mallory = await chromium.OpenAsync(portal);
            await GoAsync(mallory.Page, "mallory");
            await Expect(mallory.Page.Locator(".notice-warn")).ToContainTextAsync("Example Corp has not verified your e-mail address");
            await AccessibilityTests.CheckAsync(mallory.Page, "refused by single sign-on");
            await mallory.SaveAsync("single-sign-on-refused");
            mallory.Finish();

            await using var olga = await chromium.OpenAsync(portal);
            var page = olga.Page;
            await GoAsync(page, "olga", "/operations");
            await Expect(page).ToHaveURLAsync($"{portal.Address}operations");
            await Expect(page.Locator("main#main")).ToBeVisibleAsync();
            await page.GotoAsync("/account");
            await Expect(page.Locator("[data-providers] li")).ToContainTextAsync("Example Corp");
            await Expect(page.Locator("[data-sessions] li")).ToContainTextAsync("Single sign-on");
            await Expect(page.Locator("#present")).ToHaveCountAsync(0);
            await AccessibilityTests.CheckAsync(page, "my account by single sign-on");
            await olga.SaveAsync("single-sign-on-account");

            await page.Locator(".rail-me summary").ClickAsync();
            await page.Locator("form[action='/account/sign-out'] button").ClickAsync();
            await Expect(page.Locator("a[href='/account/sso/corp/sign-out']")).ToBeVisibleAsync();
            await olga.SaveAsync("single-sign-on-out");
            await page.Locator("a[href='/account/sso/corp/sign-out']").ClickAsync();
            await page.Locator("button[name='logout']").ClickAsync();
            await Expect(page).ToHaveURLAsync($"{portal.Address}signed-out");
            olga.Finish();
        }
        finally
        {
            File.Delete(secret);
        }
    }

    private static async Task GoAsync(IPage page, string name, string returnUrl = "/")
    {
        await page.GotoAsync(returnUrl);
        await page.Locator("a[data-sso='corp']").ClickAsync();
        await page.Locator("input[name='login']").FillAsync(name);
        await page.Locator("input[name='login']").PressAsync("Enter");
    }
}
