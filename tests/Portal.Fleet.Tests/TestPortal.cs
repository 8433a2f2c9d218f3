using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Configuration.Lan;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Data;
using Portal.Fleet.Links;
using Portal.Fleet.Polling;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Ipmi;
using Portal.Migrations.Postgres;
using Portal.Migrations.Sqlite;
using Portal.Testing;

namespace Portal.Fleet.Tests;

/// <summary>The fleet as a host runs it: a real database (SQLite, or PostgreSQL as <see cref="TestDatabases"/> says), a real key file, real UDP on loopback.</summary>
internal sealed class TestPortal : IAsyncDisposable
{
    /// <summary>Same code, shorter waits.</summary>
    public static readonly FleetOptions Quick = new()
    {
        Poll = TimeSpan.FromMilliseconds(400),
        PollWatched = TimeSpan.FromMilliseconds(400),
        CommandTimeout = TimeSpan.FromSeconds(3),
        BackOffMin = TimeSpan.FromMilliseconds(100),
        BackOffRecentlySeen = TimeSpan.FromMilliseconds(500),
        PowerLook = TimeSpan.FromMilliseconds(150),
        PowerSettle = TimeSpan.FromSeconds(10),
        PowerSoftSettle = TimeSpan.FromSeconds(15),
        PowerCycleOff = TimeSpan.FromSeconds(4),
        PowerProof = TimeSpan.FromSeconds(4),
        ConsoleLinger = TimeSpan.FromMilliseconds(200),
        RotationLook = TimeSpan.FromMilliseconds(300),
        LastLineEvery = TimeSpan.FromMilliseconds(100),
    };

    private readonly bool _ownsDirectory;
    private IHost _host;

    private TestPortal(string directory, bool ownsDirectory, IHost host)
    {
        Directory = directory;
        _ownsDirectory = ownsDirectory;
        _host = host;
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public string Directory { get; }

    public static Caller Admin => Caller.CommandLine;

    public BmcAccess Access => Get<BmcAccess>();

    public StatusBoard Board => Get<StatusBoard>();

    /// <summary>Migrated and started; loopback is allowed unless told otherwise.</summary>
    /// <param name="migration">The database as it was with this one; then it is not to be run. Of SQLite's, which alone has a past.</param>
    /// <param name="sqlite">The test looks into SQLite's own file.</param>
    public static async Task<TestPortal> StartAsync(FleetOptions? options = null, string? directory = null, string networks = "127.0.0.0/8", TimeProvider? time = null, bool run = true, RecordDisk? disk = null,
        int powerPerMinute = 1000, PollPlan? plan = null, string? migration = null, bool sqlite = false)
    {
        var path = directory ?? Path.Combine(Path.GetTempPath(), "portal-fleet-tests", Guid.NewGuid().ToString("N"));
        System.IO.Directory.CreateDirectory(path);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration["Portal:Bmc:AllowedNetworks"] = networks;
        builder.Logging.AddFilter<XunitLoggerProvider>("Microsoft", LogLevel.Warning).AddProvider(new XunitLoggerProvider());
        builder.Services.AddSingleton(options ?? Quick);
        builder.Services.AddSingleton(new PowerLimits { PerServer = powerPerMinute });
        builder.Services.AddSingleton(plan ?? new PollPlan());
        builder.Services.AddSingleton(new ReadingsOptions { Spread = TimeSpan.Zero, PerBmc = 1000 });
        builder.Services.AddSingleton(new LanOptions { Settle = TimeSpan.FromSeconds(6), Again = TimeSpan.FromMilliseconds(200), Login = TimeSpan.FromSeconds(1), Free = TimeSpan.FromMilliseconds(200) });
        builder.Services.AddSingleton(new RecordOptions { CommitEvery = TimeSpan.FromMilliseconds(20) });
        if (time is not null)
            builder.Services.AddSingleton(time);
        if (disk is not null)
            builder.Services.AddSingleton(disk);
        var file = Path.Combine(path, "portal.db");
        if (!TestDatabases.IsPostgres || sqlite || migration is not null || File.Exists(file))
            builder.Services.AddPortalSqlite($"Data Source={file};Pooling=False");
        else
            builder.Services.AddPortalPostgres(await TestDatabases.OfAsync(path, MigrateAsync));
        builder.AddPortalFleet(new FleetPaths(path, Path.Combine(path, "secrets.key")));
        var host = builder.Build();
        if (migration is null)
        {
            await PortalDatabase.MigrateAsync(host.Services, Ct);
        }
        else
        {
            await using var db = await host.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct);
            await db.GetService<IMigrator>().MigrateAsync(migration, Ct);
        }

        if (run)
            await host.StartAsync(Ct);
        return new TestPortal(path, directory is null, host);
    }

    /// <summary>Starts one that was made without running.</summary>
    public Task RunAsync() => _host.StartAsync(Ct);

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async Task<PortalDb> DbAsync() => await Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct);

    /// <summary>A person, with a role on one server, on the whole fleet, or none.</summary>
    public async Task<Caller> AddUserAsync(string name, Role? role = null, BmcId? server = null)
    {
        var user = new PortalUser { UserName = name, NormalizedUserName = name.ToUpperInvariant() };
        await using (var db = await DbAsync())
        {
            db.Users.Add(user);
            await db.SaveChangesAsync(Ct);
        }

        if (role is not null)
            await Get<Grants>().GiveAsync(user.Id, role.Value, server, Ct);
        return new Caller(user.Id, name, "api", "192.0.2.1");
    }

    public Task<ServerView> AddAsync(SimulatedBmc bmc, string name = "sim", string userName = "admin", string password = "password") =>
        AddAsync(bmc.EndPoint, name, userName, password);

    public async Task<ServerView> AddAsync(IPEndPoint endPoint, string name = "sim", string userName = "admin", string password = "password")
    {
        var fleet = await Access.OpenFleetAsync(Admin, Ct);
        using var secret = SecretBytes.FromText(password);
        return await fleet.AddServerAsync(
            new NewServer { Name = name, Address = endPoint.Address.ToString(), Port = endPoint.Port, UserName = userName, Password = secret }, Ct);
    }

    public Task<BmcHandle> OpenAsync(BmcId id, Caller? caller = null, BmcRight rights = BmcRight.View) => Access.OpenAsync(caller ?? Admin, id, rights, Ct);

    /// <summary>Waits until the status is as wanted; fails with the last one seen.</summary>
    public async Task<BmcStatus> WaitAsync(BmcId id, Func<BmcStatus, bool> wanted, double seconds = 20)
    {
        var pulse = new Pulse();
        using var subscription = Board.Subscribe(id, pulse.Beat);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(TimeSpan.FromSeconds(seconds));
        while (true)
        {
            var next = pulse.Next;
            var status = Board.Get(id);
            if (wanted(status))
                return status;
            try
            {
                await next.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException) when (!Ct.IsCancellationRequested)
            {
                Assert.Fail($"Not within {seconds} s. The status is {Board.Get(id)}");
            }
        }
    }

    public Task<BmcStatus> WaitLiveAsync(BmcId id) => WaitAsync(id, status => status.Console == ConsoleLineState.Live && status.PowerReadAt is not null, 30);

    public async Task<PowerOperationView> WaitEndAsync(PowerOperationId id, BmcId server, double seconds = 30)
    {
        await WaitAsync(server, status => status.Operation is { Ended: true } operation && operation.Id == id, seconds);
        return await Access.GetOperationAsync(Admin, id, Ct);
    }

    /// <summary>Reads a console until it has so many bytes from <paramref name="from"/> on.</summary>
    public static async Task<byte[]> ReadAsync(BmcHandle handle, long from, int count, CancellationToken ct)
    {
        var bytes = new List<byte>();
        await foreach (var chunk in handle.AttachConsoleAsync(from, ct))
        {
            Assert.Equal(from + bytes.Count, chunk.Offset);
            bytes.AddRange(chunk.Data.Span);
            if (bytes.Count >= count)
                break;
        }

        return [.. bytes];
    }

    public async Task<List<AuditEntry>> AuditAsync(string action)
    {
        await using var db = await DbAsync();
        return await db.AuditEntries.AsNoTracking().Where(entry => entry.Action == action).OrderBy(entry => entry.Id).ToListAsync(Ct);
    }

    /// <summary>Stops as a host does and leaves the files.</summary>
    public async Task StopAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
        _host = null!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await StopAsync();
        if (!_ownsDirectory)
            return;
        System.IO.Directory.Delete(Directory, recursive: true);
        await TestDatabases.ForgetAsync(Directory);
    }

    /// <summary>A database of PostgreSQL with the present schema, which others are copies of.</summary>
    private static async Task MigrateAsync(string connectionString)
    {
        await using var services = new ServiceCollection().AddOptions().AddPortalIdentitySchema().AddPortalPostgres(connectionString + ";Pooling=false").BuildServiceProvider();
        await PortalDatabase.MigrateAsync(services, CancellationToken.None);
    }

    private sealed class XunitLoggerProvider : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new XunitLogger(categoryName.Split('.')[^1]);

        public void Dispose()
        {
        }
    }

    private sealed class XunitLogger(string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            TestContext.Current.TestOutputHelper?.WriteLine($"{TimeProvider.System.GetUtcNow():mm:ss.fff} {logLevel} {name}: {formatter(state, exception)} {exception}");
    }
}
