using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Portal.Bench.Kill;

/// <summary>The real portal in a process of its own that is killed without warning, and started again on the same data.</summary>
internal sealed class KillablePortal : IDisposable
{
    private const string User = "bench@example.org";

    private readonly string _directory;
    private readonly string[] _arguments;
    private Process? _process;

    private KillablePortal(string directory, string network)
    {
        _directory = directory;
        // Nobody else adds hundreds of servers in a minute.
        _arguments =
        [
            $"--Portal:DataDirectory={directory}", "--Portal:Demo:Servers=0", $"--Portal:Bmc:AllowedNetworks:0={network}",
            "--Portal:Limits:ChangesPerMinute=100000", "--Portal:Limits:ReadsPerMinute=100000",
        ];
        Address = new Uri($"http://127.0.0.1:{PortalCalls.FreePort()}");
    }

    public Uri Address { get; }

    public string Token { get; private set; } = "";

    public HttpClient Http { get; private set; } = null!;

    /// <summary>Its data directory.</summary>
    public string Directory => _directory;

    private static string Program => Path.Combine(AppContext.BaseDirectory, "Portal.Web.dll");

    public static async Task<KillablePortal> CreateAsync(string network, CancellationToken ct)
    {
        var portal = new KillablePortal(System.IO.Directory.CreateTempSubdirectory("pilotlight-kill-").FullName, network);
        await PortalCalls.RunVerbAsync(Program, ["user", "add", "--email", User, "--role", "admin", .. portal._arguments], "kerosene-velvet-orbit-42\n", ct);
        portal.Token = (await PortalCalls.RunVerbAsync(Program, ["token", "create", "--user", User, "--name", "bench", .. portal._arguments], null, ct)).Trim();
        portal.Http = new HttpClient { BaseAddress = portal.Address, Timeout = TimeSpan.FromSeconds(30) };
        portal.Http.DefaultRequestHeaders.Authorization = new("Bearer", portal.Token);
        return portal;
    }

    /// <summary>Starts it; it may not answer yet.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[Program, "serve", "--urls", Address.ToString(), .. _arguments])
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _ = _process.StandardOutput.ReadToEndAsync();
    }

    public async Task WaitReadyAsync(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                using var answer = await Http.GetAsync("/health/ready", ct);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not there yet.
            }

            if (_process!.HasExited)
                throw new InvalidOperationException($"The portal did not start: it ended with {_process.ExitCode}.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _process!.Kill();
        await _process.WaitForExitAsync(ct);
        _process.Dispose();
        _process = null;
    }

    /// <summary>What SQLite says of the database; only while the portal is dead.</summary>
    public string CheckDatabase() => (string)Ask("PRAGMA integrity_check");

    /// <summary>BMC passwords that were written down and not yet proved; only while the portal is dead.</summary>
    public int CountPending() => (int)(long)Ask("SELECT COUNT(*) FROM Servers WHERE SealedNextPassword IS NOT NULL");

    public Task<string> AddServerAsync(string name, IPEndPoint bmc, CancellationToken ct) => Http.AddServerAsync(name, bmc, ct);

    /// <summary>State of a console, and the offset behind its last byte.</summary>
    public async Task<(string State, long Next)> ConsoleAsync(string id, CancellationToken ct)
    {
        using var console = JsonDocument.Parse(await Http.GetStringAsync($"/api/v1/servers/{id}/console", ct));
        return (console.RootElement.GetProperty("state").GetString()!, console.RootElement.GetProperty("nextOffset").GetInt64());
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.Dispose();
        Http?.Dispose();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    private object Ask(string question)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_directory, "portal.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return command.ExecuteScalar()!;
    }
}
