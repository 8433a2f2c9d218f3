using Microsoft.Playwright;

namespace Portal.E2E;

/// <summary>What a person sees of a live console: the terminal's text is drawn, so it is asked of the handle on its element.</summary>
public sealed class ConsoleView(IPage page)
{
    private const string Handle = "document.querySelector('.console-host')?.pilotlight";

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    public Task<string> ReadAsync() => page.EvaluateAsync<string>($"() => {Handle}?.text() ?? ''");

    public Task<string> ReadConnectionAsync() => page.EvaluateAsync<string>($"() => {Handle}?.state().connection ?? ''");

    public Task<long> ReadOffsetAsync() => page.EvaluateAsync<long>($"() => {Handle}?.state().offset ?? 0");

    public Task WaitForConnectionAsync(string connection, int seconds = 20) =>
        WaitAsync(async () => await ReadConnectionAsync() == connection, seconds, $"The console is not {connection}");

    /// <summary>Waits until a text stands in the terminal so many times.</summary>
    public Task WaitForTextAsync(string text, int seconds = 20, int times = 1) =>
        WaitAsync(async () => Count(await ReadAsync(), text) >= times, seconds, $"\"{text}\" does not stand {times} times in the terminal");

    /// <summary>Waits until everything before an offset is on the screen.</summary>
    public Task WaitForOffsetAsync(long offset, int seconds = 30) =>
        WaitAsync(async () => await ReadOffsetAsync() >= offset, seconds, $"The console has not come to byte {offset}");

    /// <summary>Types a line and Enter.</summary>
    public async Task TypeLineAsync(string line)
    {
        await page.Locator(".console-host .xterm-helper-textarea").FocusAsync();
        await page.Keyboard.TypeAsync(line);
        await page.Keyboard.PressAsync("Enter");
    }

    public static int Count(string text, string part) => text.Split(part).Length - 1;

    private async Task WaitAsync(Func<Task<bool>> condition, int seconds, string failure)
    {
        using var timer = new PeriodicTimer(s_interval);
        for (var left = seconds * 10; left > 0; left--)
        {
            if (await condition())
                return;
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
        Assert.Fail($"{failure} after {seconds} s. It shows:\n{await ReadAsync()}");
    }
}
