using System.Diagnostics;
using System.Text;

namespace Portal.Interop.Tests;

/// <summary>A program on a terminal of its own (a pseudo terminal that script(1) makes), for those that only talk to people.</summary>
public sealed class Terminal : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);
    private readonly Process _process;
    private readonly StringBuilder _screen = new();
    private int _seen;

    private Terminal(Process process) => _process = process;

    /// <summary>Everything shown so far.</summary>
    public string Screen => _screen.ToString();

    /// <summary>Starts a program; its arguments must not hold quotes.</summary>
    public static Terminal Start(string program, string debianPackage, params string[] arguments)
    {
        var command = string.Join(' ', arguments.Prepend(ExternalProgram.Find(program, debianPackage)).Select(word => $"'{word}'"));
        return new Terminal(ExternalProgram.Start("script", "bsdutils", ["-q", "-f", "-e", "-c", command, "/dev/null"]));
    }

    /// <summary>Types characters.</summary>
    public async Task TypeAsync(string characters, CancellationToken ct)
    {
        await _process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(characters), ct);
        await _process.StandardInput.BaseStream.FlushAsync(ct);
    }

    /// <summary>Waits until the text appears after what was waited for before.</summary>
    public async Task ExpectAsync(string text, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(s_patience);
        var buffer = new byte[4096];
        while (true)
        {
            var at = Screen.IndexOf(text, _seen, StringComparison.Ordinal);
            if (at >= 0)
            {
                _seen = at + text.Length;
                return;
            }
            try
            {
                var count = await _process.StandardOutput.BaseStream.ReadAsync(buffer, limit.Token);
                Assert.True(count > 0, $"The program ended without \"{text}\". The screen:\n{Screen}");
                _screen.Append(Encoding.UTF8.GetString(buffer, 0, count));
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                Assert.Fail($"\"{text}\" did not appear within {s_patience.TotalSeconds:0} s. The screen:\n{Screen}");
            }
        }
    }

    /// <summary>Waits for the program's end; returns its exit status.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(s_patience);
        await _process.StandardOutput.ReadToEndAsync(limit.Token);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }
}
