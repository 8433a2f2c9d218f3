using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Fleet.Access;
using Portal.Fleet.Alerts;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Rules;

/// <summary>
/// Asks the rules of every line that any console prints, whether or not anyone watches. Reads behind the record, never in the line's way; what it
/// found and how far it read are kept together, so that a line raises one alert whatever stops the portal.
/// </summary>
internal sealed partial class RuleScanner(
    RuleBook book, AlertLedger alerts, IConsoleStore consoles, ServerRegistry servers, FleetDesk desk, IOptions<ConsoleOptions> options, TimeProvider time, ILogger<RuleScanner> logger)
    : BackgroundService
{
    /// <summary>Of one console in a round: a boot of one server must not hold up a panic of another.</summary>
    private const int BytesPerRound = 512 * 1024;

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_noteEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_retainEvery = TimeSpan.FromHours(1);

    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly Dictionary<BmcId, ServerScan> _scans = [];
    private readonly Dictionary<(BmcId Server, string Rule), (ConsoleRule Rule, string ServerName, List<AlertLine> Lines)> _found = [];
    private Dictionary<BmcId, long>? _persisted;

    // Where the records ended when the rules began for the first time ever: what lies before is history.
    private Dictionary<BmcId, long> _history = [];
    private long _notedAt;
    private long? _retainedAt;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if ((await alerts.ScannedAsync(cancellationToken)).Count == 0)
            _history = (await servers.AllAsync(cancellationToken)).Keys.ToDictionary(id => id, id => consoles.Open(id).Next);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            if (_persisted is not null)
                await KeepAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Read again at the next start.
            Log.Failed(logger, e);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var thread = new BackgroundThread("console-rules", yields: false);
        await thread.RunAsync(() => ScanAsync(stoppingToken));
    }

    private async Task ScanAsync(CancellationToken stoppingToken)
    {
        var pulse = new Pulse();
        using var changes = desk.Board.Subscribe(null, pulse.Beat);
        try
        {
            while (true)
            {
                var next = pulse.Next;
                var more = false;
                try
                {
                    more = await RoundAsync(stoppingToken);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // The loop's edge. What was found and not kept is found again from the last place that was kept.
                    Log.Failed(logger, e);
                    _persisted = null;
                }

                if (more)
                    continue;
                using var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(next, Task.Delay(s_look, time, end.Token));
                await end.CancelAsync();
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task<bool> RoundAsync(CancellationToken ct)
    {
        if (_persisted is null)
            await BeginAsync(ct);
        var now = time.GetUtcNow();
        var rules = book.Rules;
        var more = false;
        var rows = await servers.AllAsync(ct);
        foreach (var (id, row) in rows)
        {
            ct.ThrowIfCancellationRequested();
            if (!_scans.TryGetValue(id, out var scan))
                _scans[id] = scan = Begin(row);
            else if (scan.Charset != row.ConsoleCharset)
                _scans[id] = scan = new ServerScan(consoles.Open(id), row.ConsoleCharset, scan.Restart) { Persisted = scan.Persisted };
            more |= scan.Read(rules, BytesPerRound, _buffer, now, s_quiet, (rule, line) => Take(rules, row, rule, line));
        }

        foreach (var gone in _scans.Keys.Where(id => !rows.ContainsKey(id)).ToList())
            _scans.Remove(gone);
        if (_found.Count > 0 || time.GetElapsedTime(_notedAt) >= s_noteEvery)
            await KeepAsync(ct);
        if (_retainedAt is null || time.GetElapsedTime(_retainedAt.Value) >= s_retainEvery)
        {
            _retainedAt = time.GetTimestamp();
            await alerts.RetainAsync(options.Value.Retention.Age, ct);
        }

        return more;
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        _scans.Clear();
        _found.Clear();
        await book.LoadAsync(ct);
        await alerts.CountAllAsync(ct);
        _persisted = await alerts.ScannedAsync(ct);
        _notedAt = 0;
    }

    private ServerScan Begin(Server row)
    {
        var id = row.Id;
        var record = consoles.Open(id);
        var from = _persisted!.TryGetValue(id, out var known) ? known : _history.GetValueOrDefault(id);
        return new ServerScan(record, row.ConsoleCharset, Math.Min(from, record.Next)) { Persisted = _persisted.ContainsKey(id) ? known : -1 };
    }

    private void Take(RuleSet rules, Server row, ConsoleRule rule, in AlertLine line)
    {
        if (rules.IsIgnored(rule, line.Text, () => desk.View(row, BmcRight.View)))
            return;
        if (!_found.TryGetValue((row.Id, rule.Id), out var found))
            _found[(row.Id, rule.Id)] = found = (rule, row.Name, []);
        found.Lines.Add(line);
    }

    private async Task KeepAsync(CancellationToken ct)
    {
        _notedAt = time.GetTimestamp();
        var moved = _scans.Where(scan => scan.Value.Restart != scan.Value.Persisted).ToDictionary(scan => scan.Key, scan => scan.Value.Restart);
        if (_found.Count == 0 && moved.Count == 0)
            return;
        AlertSignal[] signals = [.. _found.Select(found => new AlertSignal(
            found.Key.Server, found.Value.ServerName, AlertSource.Console, found.Value.Rule.Id, found.Value.Rule.Name, found.Value.Rule.Severity,
            found.Value.Rule.Window, found.Value.Lines))];
        await alerts.RaiseAsync(signals, moved, (id, offset) => _scans.TryGetValue(id, out var scan) && scan.Keeps(offset), ct);
        _found.Clear();
        foreach (var (id, offset) in moved)
            _scans[id].Persisted = offset;
        foreach (var signal in signals)
            Log.Raised(logger, signal.Key, signal.ServerName, signal.Lines.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(3602, LogLevel.Error, "The consoles could not be judged by the rules; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(3603, LogLevel.Information, "The rule {Rule} found {Count} line(s) on {Server}.")]
        public static partial void Raised(ILogger logger, string rule, string server, int count);
    }
}
