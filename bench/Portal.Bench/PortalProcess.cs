using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Portal.Bench.Consoles;

namespace Portal.Bench;

/// <summary>The real portal in a process of its own, with a data directory of its own, users and tokens.</summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    // A thousand viewers are a thousand people; the bench is one, and may do what they may together.
    private static readonly string[] s_forManyPeople =
    [
        "--Portal:Limits:ConsolesPerUser=10000", "--Portal:Limits:ConnectsPerMinute=100000",
        "--Portal:Limits:ReadsPerMinute=100000", "--Portal:Limits:ChangesPerMinute=100000",
    ];

    private readonly string[] _arguments;
    private readonly string _directory;
    private Process _process;

    private PortalProcess(Process process, string[] arguments, string directory, Uri address, string[] tokens)
    {
        _process = process;
        _arguments = arguments;
        _directory = directory;
        Address = address;
        Tokens = tokens;
        Http = Client(address, tokens[0]);
    }

    public Uri Address { get; }

    /// <summary>One for each user; all users may do everything.</summary>
    public string[] Tokens { get; }

    public HttpClient Http { get; }

    public ProcessFigures Figures => ProcessFigures.Of(_process.Id);

    public RuntimeFigures Runtime => RuntimeFigures.Read(RuntimeFile(_directory));

    public static async Task<PortalProcess> StartAsync(string network, int users, CancellationToken ct, params string[] more)
    {
        var directory = Directory.CreateTempSubdirectory("pilotlight-bench-").FullName;
        var dll = Path.Combine(AppContext.BaseDirectory, "Portal.Web.dll");
        string[] common = [$"--Portal:DataDirectory={directory}", "--Portal:Demo:Servers=0", $"--Portal:Bmc:AllowedNetworks:0={network}", .. s_forManyPeople, .. more];
        var tokens = new string[users];
        for (var user = 0; user < users; user++)
        {
            var email = $"bench{user}@example.org";
            await PortalCalls.RunVerbAsync(dll, ["user", "add", "--email", email, "--role", "admin", .. common], "kerosene-velvet-orbit-42\n", ct);
            tokens[user] = (await PortalCalls.RunVerbAsync(dll, ["token", "create", "--user", email, "--name", "bench", .. common], null, ct)).Trim();
        }

        var port = PortalCalls.FreePort();
        string[] arguments = ["serve", "--urls", $"http://127.0.0.1:{port}", .. common];
        return new PortalProcess(await StartAsync(arguments, directory, ct), arguments, directory, new Uri($"http://127.0.0.1:{port}"), tokens);
    }

    /// <summary>Ends it without warning (SIGKILL) and starts it again, with the same data.</summary>
    public async Task RestartAsync(CancellationToken ct)
    {
        External.Stop(_process);
        _process = await StartAsync(_arguments, _directory, ct);
    }

    /// <summary>Adds a server and answers its id.</summary>
    public Task<string> AddServerAsync(string name, IPEndPoint bmc, CancellationToken ct) => Http.AddServerAsync(name, bmc, ct);

    /// <summary>Managed memory, in MiB, after everything was collected that nobody needs.</summary>
    public async Task<double> ReadLiveAsync(CancellationToken ct)
    {
        var request = RuntimeFile(_directory) + ".collect";
        await File.WriteAllTextAsync(request, "", ct);
        while (File.Exists(request))
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
        // It is written right after.
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, ct);
        return Runtime.Live / 1048576.0;
    }

    /// <summary>Number and checksum of what the portal has recorded of a console, by the raw download.</summary>
    public async Task<(long Bytes, uint Sum)> ReadRecordAsync(string id, CancellationToken ct)
    {
        await using var record = await Http.GetStreamAsync($"/api/v1/servers/{id}/console/log?format=raw", ct);
        var buffer = new byte[64 * 1024];
        var (bytes, sum) = (0L, 0u);
        while (await record.ReadAsync(buffer, ct) is > 0 and var count)
        {
            bytes += count;
            sum = Checksum.Add(sum, buffer.AsSpan(0, count));
        }

        return (bytes, sum);
    }

    public async Task WaitLiveAsync(string id, CancellationToken ct)
    {
        for (var i = 0; i < 300; i++)
        {
            using var state = JsonDocument.Parse(await Http.GetStringAsync($"/api/v1/servers/{id}/console", ct));
            if (state.RootElement.GetProperty("state").GetString() == "live")
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
        }

        throw new InvalidOperationException("The console did not become live in 30 s.");
    }

    public ValueTask DisposeAsync()
    {
        Http.Dispose();
        External.Stop(_process);
        Directory.Delete(_directory, recursive: true);
        File.Delete(RuntimeFile(_directory));
        return ValueTask.CompletedTask;
    }

    private static Task<Process> StartAsync(string[] arguments, string directory, CancellationToken ct) => External.StartAsync(
        Path.Combine(AppContext.BaseDirectory, "Portal.Web.dll"), arguments, new Uri(arguments[2]).Authority, ct, environment =>
        {
            environment["DOTNET_STARTUP_HOOKS"] = typeof(PortalProcess).Assembly.Location;
            environment["PORTAL_BENCH_RUNTIME"] = RuntimeFile(directory);
        });

    private static string RuntimeFile(string directory) => directory + ".runtime";

    private static HttpClient Client(Uri address, string token)
    {
        var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }
}
