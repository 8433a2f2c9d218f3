using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Portal.Testing;

/// <summary>
/// A PostgreSQL server of the tests' own, on a socket in a folder of its own, for as long as this process lives. Debian's package brings the programs; the server's
/// account is postgres where the tests run as root, because it refuses to run as root.
/// </summary>
public sealed class PostgresCluster
{
    private static readonly Lazy<Task<PostgresCluster>> s_shared = new(StartAsync);

    // A database that is copied must not be connected to meanwhile, and two copies of it at once only wait for each other.
    private static readonly SemaphoreSlim s_copying = new(1, 1);
    private readonly string _socket;
    private int _number;

    private PostgresCluster(string socket) => _socket = socket;

    /// <summary>The one server of this process, started when somebody first asks.</summary>
    public static Task<PostgresCluster> GetAsync() => s_shared.Value;

    /// <summary>A new database: empty, or a copy of another.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateAsync(string? template = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _number)}");
        await s_copying.WaitAsync();
        try
        {
            await RunAsync($"CREATE DATABASE {name}" + (template is null ? "" : $" TEMPLATE {template} STRATEGY file_copy"));
        }
        finally
        {
            s_copying.Release();
        }

        return ConnectionString(name);
    }

    /// <summary>Takes a database away, whoever is connected to it.</summary>
    public Task DropAsync(string connectionString) => RunAsync($"DROP DATABASE IF EXISTS {DatabaseOf(connectionString)} WITH (FORCE)");

    public static string DatabaseOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;

    private string ConnectionString(string database) =>
        $"Host={_socket};Username=pilotlight;Database={database};Pooling=true;Minimum Pool Size=0;Maximum Pool Size=40;Connection Idle Lifetime=2;Connection Pruning Interval=1";

    private async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgresCluster> StartAsync()
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin")).Where(folder => File.Exists(Path.Combine(folder, "postgres"))).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        if (programs is null)
            throw new InvalidOperationException("PostgreSQL is needed: apt-get install postgresql.");

        // Whoever starts the server may be root; its folder is its own, and everything in it goes when this process does: the shell waits for the pipe's end.
        const string Script = """
            set -e
            umask 077
            home=$(mktemp -d /tmp/portal-pg.XXXXXX)
            "$0/initdb" -D "$home/data" -U pilotlight -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$home/log" 2>&1 || { cat "$home/log" >&2; exit 1; }
            "$0/postgres" -D "$home/data" -k "$home" -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
              -c max_connections=600 -c shared_buffers=64MB -c autovacuum=off -c max_wal_size=256MB >>"$home/log" 2>&1 </dev/null &
            server=$!
            until "$0/pg_isready" -q -h "$home" -U pilotlight -d postgres; do kill -0 $server || { cat "$home/log" >&2; exit 1; }; sleep 0.05; done
            echo "$home"
            read -r _ || true
            kill -QUIT $server
            wait $server || true
            rm -rf "$home"
            """;
        string[] words = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", "sh", "-c", Script, programs] : ["sh", "-c", Script, programs];
        var start = new ProcessStartInfo(words[0]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach (var word in words[1..])
            start.ArgumentList.Add(word);
        var process = Process.Start(start)!;
        if (await process.StandardOutput.ReadLineAsync() is not { Length: > 0 } socket)
            throw new InvalidOperationException("PostgreSQL does not start: " + await process.StandardError.ReadToEndAsync());
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            process.StandardInput.Close();
            process.WaitForExit(5000);
        };
        return new PostgresCluster(socket);
    }
}
