using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Portal.Fleet.Access;
using Portal.Web.Identity.Links;

namespace Portal.Web.Tests.Identity;

public sealed partial class InvitationTests(PortalServer portal)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invitation_ByMailAndByHand_SetsThePasswordOnce()
    {
        var email = PortalServer.NewName("invited") + "@example.org";
        string link;
        await using (var scope = portal.Services.CreateAsyncScope())
            (_, link) = await scope.ServiceProvider.GetRequiredService<Invitations>().InviteAsync(Caller.CommandLine, email, " Ann\u202e\n ", null, Ct);
        Assert.Equal(link, await WaitForLinkAsync(email));
        var address = new Uri(link).PathAndQuery;
        var token = address.Split("token=")[1];

        using var browser = portal.CreateBrowser();
        Assert.Equal("password_short", await PostAsync(browser, address, token, "short"));
        Assert.Equal("password_weak", await PostAsync(browser, address, token, "PasswordPassword2026!"));
        Assert.Null(await PostAsync(browser, address, token, "seven green ladders"));
        Assert.DoesNotContain("name=\"token\"", await browser.GetStringAsync(address, Ct), StringComparison.Ordinal);
        using var again = await portal.PostFormAsync(browser, "/sign-in", "/account/set-password", ("token", token), ("password", "eight red hammers"), ("confirm", "eight red hammers"));
        Assert.Equal("/set-password", again.Headers.Location!.OriginalString);
        using var signedIn = await portal.PostFormAsync(browser, "/sign-in", "/account/sign-in", ("email", email), ("password", "seven green ladders"));
        Assert.Equal("/", signedIn.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Forgot_KnownOrNot_SameAnswerAndALinkOnlyForTheKnown()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        using var victim = await portal.SignInAsync(user);
        var answers = new List<string>();
        foreach (var email in new[] { "nobody-at-all@example.org", user.Email! })
        {
            using var browser = portal.CreateBrowser();
            using var answer = await portal.PostFormAsync(browser, "/sign-in/forgot", "/account/sign-in/forgot", ("email", email));
            answers.Add($"{answer.StatusCode} {answer.Headers.Location} {answer.Headers.Contains("Set-Cookie")}");
        }
        Assert.Single(answers.Distinct());

        // Mails go out one after another: the unknown one was looked at before this came.
        var address = new Uri(await WaitForLinkAsync(user.Email!)).PathAndQuery;
        Assert.DoesNotContain(Mails(), mail => mail.To.Mailboxes.Single().Address.StartsWith("nobody-at-all", StringComparison.Ordinal));
        using var reset = portal.CreateBrowser();
        Assert.Null(await PostAsync(reset, address, address.Split("token=")[1], "seven green ladders"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await victim.GetAsync("/api/v1/tokens", Ct)).StatusCode);
    }

    [Fact]
    public async Task Link_Renewed_TheEarlierIsWorthNothing()
    {
        var user = await portal.CreateUserAsync(Role.Viewer);
        await using var scope = portal.Services.CreateAsyncScope();
        var (invitations, links) = (scope.ServiceProvider.GetRequiredService<Invitations>(), scope.ServiceProvider.GetRequiredService<OneTimeLinks>());
        var first = (await invitations.RenewAsync(Caller.CommandLine, user, Ct)).Split("token=")[1];
        Assert.NotNull(await links.FindAsync(first, Ct));
        var second = (await invitations.RenewAsync(Caller.CommandLine, user, Ct)).Split("token=")[1];
        Assert.Null(await links.FindAsync(first, Ct));
        var used = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => links.UseAsync(second, Ct), Ct)));
        Assert.Single(used, good => good);
    }

    private async Task<string?> PostAsync(HttpClient browser, string page, string token, string password)
    {
        using var answer = await portal.PostFormAsync(browser, page, "/account/set-password", ("token", token), ("password", password), ("confirm", password));
        return Error().Match(answer.Headers.Location!.OriginalString) is { Success: true } error ? error.Groups[1].Value : null;
    }

    private List<MimeMessage> Mails()
    {
        var folder = new DirectoryInfo(Path.Combine(portal.DataDirectory, "mail"));
        return folder.Exists ? [.. folder.GetFiles("*.eml").Select(file => MimeMessage.Load(file.FullName, Ct))] : [];
    }

    private async Task<string> WaitForLinkAsync(string email)
    {
        var until = TimeProvider.System.GetUtcNow() + s_limit;
        while (TimeProvider.System.GetUtcNow() < until)
        {
            if (Mails().LastOrDefault(mail => mail.To.Mailboxes.Single().Address == email) is { } mail && Link().Match(mail.TextBody ?? "") is { Success: true } link)
                return link.Value;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct);
        }
        throw new TimeoutException($"No mail came for {email}.");
    }

    [GeneratedRegex("error=([a-z_]+)")]
    private static partial Regex Error();

    [GeneratedRegex(@"http\S+/set-password\?token=\S+")]
    private static partial Regex Link();
}
