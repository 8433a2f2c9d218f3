using System.Net;
using System.Net.Sockets;
using Portal.BmcSim;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>Everything that may be wrong with a server's BMC has a sentence of its own on its page, within ten seconds.</summary>
public sealed class ProblemTests(Chromium chromium, SharedPortal shared)
{
    private const float Limit = 12_000;

    [Fact]
    public async Task WrongPassword_AddedInThePage_SaysSo()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await AddAndExpectAsync("wrong-password", bmc.EndPoint.Port, "not the password", "The BMC answered, but refused the password. Update the password.", "Password refused");
    }

    [Fact]
    public async Task WrongPort_AddedInThePage_SaysSo()
    {
        // Bound, so that nobody else takes it, and then closed.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        socket.Close();
        await AddAndExpectAsync("wrong-port", port, "password", "Nothing listens at this address and port.", "Nothing listens there");
    }

    [Fact]
    public async Task SilentBmc_AddedInThePage_SaysSo()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        bmc.Faults.Silent = true;
        await AddAndExpectAsync("silent", bmc.EndPoint.Port, "password", "Nothing comes back from the BMC", "BMC not answering");
    }

    [Fact]
    public async Task WrongSignIn_SaysSoAndKeepsTheForm()
    {
        await using var visitor = await shared.OpenSignedOutAsync(chromium);
        await visitor.Page.GotoAsync("/sign-in");
        await visitor.Page.Locator("#email").FillAsync(Visitor.Email);
        await visitor.Page.Locator("#password").FillAsync("not the password");
        await visitor.Page.Locator("#password").PressAsync("Enter");
        await Expect(visitor.Page.Locator("#credentials-error")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("#password")).ToBeVisibleAsync();
        visitor.Finish();
    }

    private async Task AddAndExpectAsync(string name, int port, string password, string sentence, string words)
    {
        await using var visitor = await shared.OpenAsync(chromium);
        var id = await visitor.AddServerAsync(name, "127.0.0.1", port, password: password);
        await Expect(visitor.Page.Locator("#test")).ToContainTextAsync(sentence, new() { Timeout = Limit });
        await Expect(visitor.Page.Locator("#test")).ToContainTextAsync("The test failed.", new() { Timeout = Limit });
        // Not only the test: the console page says it of the live link, between its attempts.
        await visitor.Page.GotoAsync($"/servers/{id}/console");
        await Expect(visitor.Page.Locator(".console-status")).ToContainTextAsync(words, new() { Timeout = 2 * Limit });
        visitor.Finish();
    }
}
