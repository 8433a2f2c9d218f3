using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Testing;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>A person with a browser, and the steps that several journeys share. What the browser complains about is a failure.</summary>
public sealed partial class Visitor : IAsyncDisposable
{
    public const string Email = "oncall@example.org";
    public const string Password = "nine blue staples";

    private static int s_pictures;

    private readonly List<string> _complaints = [];
    private bool _finished;

    private Visitor(IBrowserContext context, IPage page)
    {
        Context = context;
        Page = page;
        Console = new ConsoleView(page);
        Listen(page);
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public ConsoleView Console { get; }

    /// <summary>The test takes the network away or asks for something wrong: the browser may say so.</summary>
    public bool MayLoseConnection { get; set; }

    public static async Task<Visitor> StartAsync(IBrowserContext context) => new(context, await context.NewPageAsync());

    /// <summary>Another tab of the same browser, listened to as the first.</summary>
    public async Task<IPage> OpenTabAsync()
    {
        var page = await Context.NewPageAsync();
        Listen(page);
        return page;
    }

    /// <summary>Makes the first administrator.</summary>
    public async Task SetUpAsync(PortalProcess portal)
    {
        var address = await portal.GetSetupAddressAsync(TestContext.Current.CancellationToken);
        await Page.GotoAsync(address.ToString());
        await Page.Locator("#email").FillAsync(Email);
        await Page.Locator("#password").FillAsync(Password);
        await Page.Locator("#confirm").FillAsync(Password);
        await Page.Locator("#confirm").PressAsync("Enter");
        await Expect(Page).ToHaveURLAsync(SignInAddress);
    }

    public async Task SignInAsync(string path = "/", string email = Email)
    {
        await Page.GotoAsync(path);
        await Expect(Page).ToHaveURLAsync(SignInAddress);
        await Page.Locator("#email").FillAsync(email);
        await Page.Locator("#password").FillAsync(Password);
        await Page.Locator("#password").PressAsync("Enter");
        await Expect(Page.Locator("main#main")).ToBeVisibleAsync();
    }

    /// <summary>Takes a server under management in the page; ends on its page, where the connection test runs. Answers its id.</summary>
    public async Task<string> AddServerAsync(string name, string address, int port, string userName = "admin", string password = "password")
    {
        await Page.GotoAsync("/servers/new");
        await Page.Locator("#name").FillAsync(name);
        await Page.Locator("#address").FillAsync(address);
        await Page.Locator("#port").FillAsync(port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Page.Locator("#username").FillAsync(userName);
        await Page.Locator("#password").FillAsync(password);
        await Page.Locator("form.form .button-primary").ClickAsync();
        await Expect(Page.Locator(".server-title h1")).ToHaveTextAsync(name);
        return ServerAddress.Match(Page.Url).Groups[1].Value;
    }

    /// <summary>Opens a server's console and waits until it follows the line.</summary>
    public async Task OpenConsoleAsync(string serverId)
    {
        await Page.GotoAsync($"/servers/{serverId}/console");
        await Console.WaitForConnectionAsync("live");
    }

    /// <summary>Asks for a power action from the page's header, and confirms it in its dialog.</summary>
    public async Task SwitchPowerAsync(string verb)
    {
        await Page.Locator(".server-actions details[data-menu] summary").ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = verb, Exact = true }).ClickAsync();
        await Page.Locator("dialog[open] .dialog-foot .button-danger, dialog[open] .dialog-foot .button-primary").ClickAsync();
        await Expect(Page.Locator("dialog[open]")).ToHaveCountAsync(0);
    }

    /// <summary>The journey is over, and the browser had nothing to complain about.</summary>
    public void Finish()
    {
        _finished = true;
        Assert.Empty(_complaints);
    }

    /// <summary>A journey that did not come to its end leaves a picture of where it stopped.</summary>
    /// <summary>A picture of the page as it is, for people to look at.</summary>
    public Task SaveAsync(string name) =>
        Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Root, "artifacts/test-results/pictures", $"{name}.png") });

    public async ValueTask DisposeAsync()
    {
        if (!_finished)
            await SaveAsync($"{TestContext.Current.TestMethod?.MethodName ?? "set-up"}-{Interlocked.Increment(ref s_pictures)}");
        await Context.DisposeAsync();
    }

    [GeneratedRegex("/sign-in")]
    private static partial Regex SignInAddress { get; }

    [GeneratedRegex("/servers/([0-9a-f]{32})")]
    private static partial Regex ServerAddress { get; }

    private bool IsExpected(IConsoleMessage message) => MayLoseConnection
        && (message.Text.Contains("ERR_", StringComparison.Ordinal) || message.Text.Contains("status of 401", StringComparison.Ordinal) || message.Text.Contains("WebSocket", StringComparison.Ordinal)
            || message.Text.Contains("Connection disconnected", StringComparison.Ordinal) || message.Text.Contains("Error: ", StringComparison.Ordinal));

    private void Listen(IPage page)
    {
        page.SetDefaultTimeout(30_000);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !IsExpected(message))
                _complaints.Add($"{message.Text} ({message.Location})");
        };
    }
}
