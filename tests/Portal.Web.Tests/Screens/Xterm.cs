using System.Diagnostics;
using System.Text.Json;
using Portal.Testing;

namespace Portal.Web.Tests.Screens;

/// <summary>The browser's terminal with the browser's guards, in node: the other opinion about screens.</summary>
internal sealed class Xterm : IAsyncDisposable
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);
    private readonly Process _process;

    private Xterm(Process process) => _process = process;

    public static Xterm Start()
    {
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { "wwwroot-client/stranger.mjs" },
        };
        return new Xterm(Process.Start(start)!);
    }

    /// <summary>What one terminal shows after the output, a new one after the snapshot, and the first one after the snapshot as well.</summary>
    public async Task<XtermView> ShowAsync(int columns, int rows, int scrollback, byte[] output, byte[] snapshot, CancellationToken ct)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { cols = columns, rows, scrollback, output, snapshot }, s_json).AsMemory(), ct);
        await _process.StandardInput.FlushAsync(ct);
        var answer = await _process.StandardOutput.ReadLineAsync(ct) ?? throw new InvalidOperationException("node ended; its standard error says why.");
        return JsonSerializer.Deserialize<XtermView>(answer, s_json)!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
