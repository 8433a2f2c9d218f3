using System.Text.Json;
using Microsoft.Playwright;

namespace Portal.E2E;

/// <summary>What a person sees of a replay; the terminal's text is drawn, so it is asked of the handle on the page.</summary>
public sealed class ReplayView(IPage page)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

    public ILocator Part(string name) => page.Locator($"[data-replay='{name}']");

    public Task<string> ReadAsync() => page.EvaluateAsync<string>("() => document.querySelector('.replay')?.replay?.text() ?? ''");

    public async Task<(string State, long Offset, double Time)> StatusAsync()
    {
        var status = await page.EvaluateAsync<JsonElement>("() => document.querySelector('.replay')?.replay?.status() ?? { state: '', offset: -1, time: 0 }");
        return (status.GetProperty("state").GetString()!, status.GetProperty("offset").GetInt64(), status.GetProperty("time").GetDouble());
    }

    /// <summary>Waits until a moment is on the screen.</summary>
    public Task WaitReadyAsync() => WaitAsync(() => page.EvaluateAsync<bool>("() => document.querySelector('.replay')?.replay?.status().isReady === true"), "The replay is not ready");

    public Task WaitForStateAsync(string state) => WaitAsync(async () => (await StatusAsync()).State == state, $"The replay is not {state}");

    public Task WaitForTextAsync(string text) => WaitAsync(async () => (await ReadAsync()).Contains(text, StringComparison.Ordinal), $"\"{text}\" is not on the screen");

    public Task WaitWithoutAsync(string text) => WaitAsync(async () => !(await ReadAsync()).Contains(text, StringComparison.Ordinal), $"\"{text}\" is still on the screen");

    public async Task WaitAsync(Func<Task<bool>> condition, string failure, int seconds = 20)
    {
        using var timer = new PeriodicTimer(s_interval);
        for (var left = seconds * 20; left > 0; left--)
        {
            if (await condition())
                return;
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
        Assert.Fail($"{failure} after {seconds} s. It is at {await StatusAsync()} and shows:\n{await ReadAsync()}");
    }
}
