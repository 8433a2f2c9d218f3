using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Portal.Bench.Consoles;

namespace Portal.Bench.Peers;

/// <summary>conman's daemon with its own IPMI (libipmiconsole), which holds consoles and logs them, as the portal does.</summary>
internal sealed class Conmand : IDisposable
{
    private readonly Process _process;
    private readonly string _directory;

    private Conmand(Process process, string directory, int port)
    {
        _process = process;
        _directory = directory;
        Port = port;
    }

    public int Port { get; }

    public int Id => _process.Id;

    public ProcessFigures Figures => ProcessFigures.Of(_process.Id);

    /// <summary>Bytes of all its logs.</summary>
    public long Logged => Directory.GetFiles(_directory, "*.log").Sum(path => new FileInfo(path).Length);

    public static async Task<Conmand> StartAsync(IReadOnlyList<IPEndPoint> bmcs, CancellationToken ct)
    {
        var directory = Directory.CreateTempSubdirectory("pilotlight-conman-").FullName;
        var port = PortalCalls.FreePort();
        var text = new StringBuilder($"SERVER loopback=on\nSERVER port={port}\nSERVER pidfile=\"{directory}/pid\"\nSERVER logdir=\"{directory}\"\nGLOBAL log=\"%N.log\"\nGLOBAL ipmiopts=\"U:{Farm.User},P:{Farm.PasswordText},C:3\"\n");
        for (var index = 0; index < bmcs.Count; index++)
            text.AppendLine(CultureInfo.InvariantCulture, $"CONSOLE name=\"c{index}\" dev=\"ipmi:{bmcs[index].Address}\"");
        var configuration = Path.Combine(directory, "conman.conf");
        await File.WriteAllTextAsync(configuration, text.ToString(), ct);
        var start = new ProcessStartInfo("conmand") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var word in (string[])["-F", "-c", configuration])
            start.ArgumentList.Add(word);
        var process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => External.Stop(process);
        _ = process.StandardOutput.ReadToEndAsync(ct);
        _ = process.StandardError.ReadToEndAsync(ct);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, ct);
        if (process.HasExited)
            throw new InvalidOperationException($"conmand ended with {process.ExitCode}.");
        return new Conmand(process, directory, port);
    }

    public void Dispose()
    {
        External.Stop(_process);
        Directory.Delete(_directory, recursive: true);
    }
}
