using Microsoft.Playwright;
using Portal.BmcSim;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>Two people on one console: one types, the other watches, asks, and takes over.</summary>
public sealed class ConsoleControlTests(Chromium chromium, SharedPortal shared)
{
    [Fact]
    public async Task TwoPeople_AskHandOverTakeOver_EachSeesWhoTypesAndWhy()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var ann = await shared.OpenAsync(chromium);
        await using var bob = await shared.OpenAsOperatorAsync(chromium, "bob@example.org");
        var id = await ann.AddServerAsync("control", "127.0.0.1", bmc.EndPoint.Port);
        await ann.OpenConsoleAsync(id);
        await bob.OpenConsoleAsync(id);
        await bmc.WaitHeldAsync();

        await ann.Console.TypeLineAsync("ann was here");
        await Expect(bob.Page.Locator(".console-sentence")).ToContainTextAsync($"{Visitor.Email} types, you watch");
        await bob.Console.TypeLineAsync("x");
        await Expect(bob.Page.Locator(".console-notice")).ToContainTextAsync("Ask for control, or take it");

        await bob.Page.GetByRole(AriaRole.Button, new() { Name = "Ask for control" }).ClickAsync();
        await Expect(ann.Page.Locator(".console-ask")).ToContainTextAsync("bob@example.org asks to type here");
        await ann.SaveAsync("console-asked");
        await ann.Page.GetByRole(AriaRole.Button, new() { Name = "Hand over" }).ClickAsync();
        await Expect(ann.Page.Locator(".console-sentence")).ToContainTextAsync("bob@example.org types, you watch");
        await bob.Console.TypeLineAsync("bob now");
        await ann.Console.WaitForTextAsync("bob now");

        await ann.Page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await ann.Page.Locator("#take-control-reason").FillAsync("the customer is on the phone");
        await ann.SaveAsync("console-take-over");
        await ann.Page.Locator("#take-control-reason").PressAsync("Enter");
        await Expect(bob.Page.Locator(".console-notice")).ToContainTextAsync($"{Visitor.Email} took control from bob@example.org: the customer is on the phone");
        await bob.SaveAsync("console-lost-control");
        await ann.Console.TypeLineAsync("mine again");
        await bob.Console.WaitForTextAsync("mine again");
        await bmc.ExpectTypedAsync("ann was here\rbob now\rmine again\r");
        ann.Finish();
        bob.Finish();
    }
}
