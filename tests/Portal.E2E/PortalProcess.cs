using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Portal.Testing;

namespace Portal.E2E;

/// <summary>The real portal as a process of its own, with a data directory of its own, on a free port.</summary>
public sealed partial class PortalProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(90);

    // The portal's own output folder, of the same configuration: an incremental build does not always renew the list of static files in ours.
    private static readonly string s_program = Path.Combine(
        Repository.Root, "src/Portal.Web", Path.GetRelativePath(Path.Combine(Repository.Root, "tests/Portal.E2E"), AppContext.BaseDirectory), "Portal.Web.dll");

    private readonly Process _process;
    private readonly DirectoryInfo _data;
    private readonly StringBuilder _output = new();
    private readonly Task _reading;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> _setup = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PortalProcess(Process process, DirectoryInfo data)
    {
        _process = process;
        _data = data;
        _reading = ReadAsync();
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Everything it has said.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <param name="settings">More of them, like <c>--Portal:SignIn:SecondFactor=Off</c>.</param>
    public static async Task<PortalProcess> StartAsync(int demoServers, CancellationToken ct, params string[] settings)
    {
        var data = Directory.CreateTempSubdirectory("pilotlight-e2e-");
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // The portal ends when this process does, however it does: then the shell's standard input ends. When it ends by itself, so does its output.
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec 3<&0; dotnet \"$@\" 2>&1 3<&- & child=$!; { cat <&3; kill -KILL $child; } > /dev/null 2>&1 & keeper=$!; wait $child; kill $keeper");
        foreach (var argument in (string[])[
            "sh", s_program, "--urls", "http://127.0.0.1:0",
            $"--Portal:DataDirectory={data.FullName}", "--Portal:Bmc:AllowedNetworks=127.0.0.0/8",
            string.Create(CultureInfo.InvariantCulture, $"--Portal:Demo:Servers={demoServers}"), .. settings,
        ])
            start.ArgumentList.Add(argument);
        var portal = new PortalProcess(Process.Start(start)!, data);
        try
        {
            portal.Address = await portal._address.Task.WaitAsync(s_startLimit, ct);
            return portal;
        }
        catch (Exception e) when (e is TimeoutException or EndOfStreamException)
        {
            await portal.DisposeAsync();
            throw new InvalidOperationException($"The portal did not start.\n{portal.Output}", e);
        }
    }

    /// <summary>The address of the one-time set-up, as a person reads it on the terminal.</summary>
    public Task<Uri> GetSetupAddressAsync(CancellationToken ct) => _setup.Task.WaitAsync(s_startLimit, ct);

    /// <summary>Adds a user the way an operator does, with the portal's own verb beside the running portal.</summary>
    public async Task AddUserAsync(string email, string role, string password, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[s_program, "user", "add", "--email", email, "--role", role, $"--Portal:DataDirectory={_data.FullName}"])
            start.ArgumentList.Add(argument);
        using var verb = Process.Start(start)!;
        await verb.StandardInput.WriteLineAsync(password.AsMemory(), ct);
        verb.StandardInput.Close();
        var said = await Task.WhenAll(verb.StandardOutput.ReadToEndAsync(ct), verb.StandardError.ReadToEndAsync(ct));
        await verb.WaitForExitAsync(ct);
        Assert.True(verb.ExitCode == 0, string.Concat(said));
    }

    /// <summary>Invites a user with the portal's own verb; answers the path of the link, without the origin.</summary>
    public async Task<string> InviteAsync(string email, string role, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[s_program, "user", "invite", "--email", email, "--role", role, $"--Portal:DataDirectory={_data.FullName}"])
            start.ArgumentList.Add(argument);
        using var verb = Process.Start(start)!;
        var said = await Task.WhenAll(verb.StandardOutput.ReadToEndAsync(ct), verb.StandardError.ReadToEndAsync(ct));
        await verb.WaitForExitAsync(ct);
        Assert.True(verb.ExitCode == 0, string.Concat(said));
        return new Uri(said[0].Trim()).PathAndQuery;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
        _data.Delete(recursive: true);
    }

    [GeneratedRegex(@"^Pilotlight is at (\S+)")]
    private static partial Regex AddressLine { get; }

    [GeneratedRegex(@"^\s+(http\S+/setup\?token=\S+)")]
    private static partial Regex SetupLine { get; }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_output)
                _output.AppendLine(line);
            if (AddressLine.Match(line) is { Success: true } address)
                _address.TrySetResult(new Uri(address.Groups[1].Value));
            else if (SetupLine.Match(line) is { Success: true } setup)
                _setup.TrySetResult(new Uri(setup.Groups[1].Value));
        }
        _address.TrySetException(new EndOfStreamException());
        _setup.TrySetException(new EndOfStreamException());
    }
}
