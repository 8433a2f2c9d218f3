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
        await AddAndExpectAsync("wrong-password", bmc.EndPoint.Port, "not the password", "The BMC answered, but refused the password. Update the password.", "Password refused", "bmc_password_rejected");
    }

    [Fact]
    public async Task WrongPort_AddedInThePage_SaysSo()
    {
        // Bound, so that nobody else takes it, and then closed.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        socket.Close();
        await AddAndExpectAsync("wrong-port", port, "password", "Nothing listens at this address and port.", "Nothing listens there", "bmc_unreachable");
    }

    [Fact]
    public async Task SilentBmc_AddedInThePage_SaysSo()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        bmc.Faults.Silent = true;
        await AddAndExpectAsync("silent", bmc.EndPoint.Port, "password", "Nothing comes back from the BMC", "BMC not answering", "bmc_no_answer");
    }

    [Fact]
    public async Task NoSessionSlot_AddedInThePage_SaysSo()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        bmc.Faults.OpenSessionStatus = 0x01;
        await AddAndExpectAsync("no-slot", bmc.EndPoint.Port, "password", "All of the BMC's session slots are taken.", "No session slot free", "bmc_no_session_slots");
    }

    [Fact]
    public async Task ConsoleHeldBySomeoneElse_AddedInThePage_SaysSo()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        bmc.Faults.ActivatePayloadCode = 0x80;
        await using var visitor = await shared.OpenAsync(chromium);
        var id = await visitor.AddServerAsync("held", "127.0.0.1", bmc.EndPoint.Port);
        await visitor.Page.GotoAsync($"/servers/{id}/console");
        await Expect(visitor.Page.Locator(".console-status")).ToContainTextAsync("Someone else holds the console on the BMC.", new() { Timeout = Limit });
        await ExpectInApiAsync(visitor, id, "sol_held_by_other");
        visitor.Finish();
    }

    [Fact]
    public async Task Rakp2StopsVerifying_OnAKnownServer_SaysThatItsIdentityIsNotProven()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var visitor = await shared.OpenAsync(chromium);
        var id = await visitor.AddServerAsync("impostor", "127.0.0.1", bmc.EndPoint.Port);
        await visitor.OpenConsoleAsync(id);
        bmc.Faults.CorruptRakp2 = true;
        await visitor.Page.GotoAsync($"/servers/{id}");
        await visitor.Page.Locator("#test button").ClickAsync();
        await Expect(visitor.Page.Locator("#test")).ToContainTextAsync("What answers here does not know the password that worked before", new() { Timeout = Limit });
        visitor.Finish();
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

    private async Task AddAndExpectAsync(string name, int port, string password, string sentence, string words, string code)
    {
        await using var visitor = await shared.OpenAsync(chromium);
        var id = await visitor.AddServerAsync(name, "127.0.0.1", port, password: password);
        await Expect(visitor.Page.Locator("#test")).ToContainTextAsync(sentence, new() { Timeout = Limit });
        await Expect(visitor.Page.Locator("#test")).ToContainTextAsync("The test failed.", new() { Timeout = Limit });
        // Not only the test: the console page says it of the live link, between its attempts.
        await visitor.Page.GotoAsync($"/servers/{id}/console");
        await Expect(visitor.Page.Locator(".console-status")).ToContainTextAsync(words, new() { Timeout = 2 * Limit });
        await ExpectInApiAsync(visitor, id, code);
        visitor.Finish();
    }

    /// <summary>Programs are told the same, by a stable code.</summary>
    private static async Task ExpectInApiAsync(Visitor visitor, string id, string code)
    {
        var answer = await visitor.Page.APIRequest.GetAsync($"/api/v1/servers/{id}");
        Assert.Contains($"\"code\":\"{code}\"", await answer.TextAsync(), StringComparison.Ordinal);
    }
}
