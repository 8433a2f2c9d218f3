using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Testing;

/// <summary>
/// The machine of <c>npm run lab</c>: Linux on QEMU behind OpenIPMI's <c>ipmi_sim</c>, on a free port, off at first. Only cipher suite 3.
/// </summary>
public sealed partial class LabMachine : IAsyncDisposable
{
    /// <summary>Account of an administrator.</summary>
    public const string UserName = "admin";

    /// <summary>Password of <see cref="UserName"/>.</summary>
    public const string Password = "secret";

    private static readonly TimeSpan s_startLimit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly DirectoryInfo _state;

    private LabMachine(Process process, DirectoryInfo state)
    {
        _process = process;
        _state = state;
    }

    /// <summary>Where the BMC listens.</summary>
    public IPEndPoint EndPoint { get; private set; } = new(IPAddress.None, 0);

    /// <summary>Starts it and waits until the BMC answers. The first start ever downloads a kernel.</summary>
    public static async Task<LabMachine> StartAsync(CancellationToken ct)
    {
        var state = Directory.CreateTempSubdirectory("pilotlight-lab-");
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["scripts/lab.mjs", "--port", "0", "--state", state.FullName, "--follow-stdin"])
            start.ArgumentList.Add(argument);
        var lab = new LabMachine(Process.Start(start)!, state);
        try
        {
            await lab.WaitUntilReadyAsync(ct);
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the machine has really printed on its serial port since the lab started, before any BMC touched it.</summary>
    public async Task<byte[]> ReadSerialLogAsync(CancellationToken ct) =>
        await File.ReadAllBytesAsync(Path.Combine(_state.FullName, "serial.log"), ct);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // The lab ends with its standard input, and takes BMC and machine with it: also when the tests are killed.
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _state.Delete(recursive: true);
    }

    [GeneratedRegex(@"^Lab ready: BMC at ([\d.]+:\d+),")]
    private static partial Regex ReadyLine { get; }

    private async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(s_startLimit);
        var said = new StringBuilder();
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (ReadyLine.Match(line) is { Success: true } match)
            {
                EndPoint = IPEndPoint.Parse(match.Groups[1].ValueSpan);
                return;
            }

            said.AppendLine(line);
        }

        throw new InvalidOperationException($"The lab did not start.\n{said}{await _process.StandardError.ReadToEndAsync(limit.Token)}");
    }
}
