using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Access;
using Portal.Fleet.Alerts;
using Portal.Fleet.Consoles.Text;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Rules;

/// <summary>All rules and the ignore list, in the database and ready to use, and their only writer.</summary>
internal sealed partial class RuleBook(IDbContextFactory<PortalDb> dbs, TimeProvider time, ILogger<RuleBook> logger) : IDisposable
{
    private const int MostRules = 200;
    private const int MostIgnored = 500;
    private const int LongestWindow = 24 * 60;

    private readonly SemaphoreSlim _changing = new(1, 1);
    private volatile Content? _content;

    /// <summary>The rules ready to use; none before the first <see cref="LoadAsync"/>.</summary>
    public RuleSet Rules => _content?.Rules ?? RuleSet.Empty;

    /// <summary>Reads them from the database.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = await db.ConsoleRules.AsNoTracking().ToListAsync(ct);
        var ignored = (await db.IgnoredLines.AsNoTracking().ToListAsync(ct)).ConvertAll(View);
        ignored.Sort((left, right) => right.CreatedAt.CompareTo(left.CreatedAt));
        var builtIn = RulePack.All.Select(rule => rows.Find(row => row.Id == rule.Id) is { } row
            ? rule with { IsEnabled = row.Enabled, ChangedAt = row.ChangedAt, ChangedBy = row.ChangedBy }
            : rule);
        ConsoleRule[] own = [.. rows.Where(row => RulePack.All.All(rule => rule.Id != row.Id)).Select(View).OrderBy(rule => rule.Name, StringComparer.OrdinalIgnoreCase)];
        ConsoleRule[] all = [.. own, .. builtIn];

        // What another version of the portal accepted need not be known to this one: it costs that rule, not the portal.
        _content = new Content(all, ignored, new RuleSet(all.Where(IsSound), ignored.Where(IsSound)));
    }

    public async Task<IReadOnlyList<ConsoleRule>> ListAsync(CancellationToken ct) => (await ContentAsync(ct)).All;

    public async Task<IReadOnlyList<IgnoredLine>> ListIgnoredAsync(CancellationToken ct) => (await ContentAsync(ct)).Ignored;

    /// <summary>Adds a rule, or changes one that people made.</summary>
    /// <exception cref="InvalidRuleException">A field is not acceptable.</exception>
    /// <exception cref="NotFoundException">There is none with this id.</exception>
    public async Task<ConsoleRule> SaveAsync(string? id, NewConsoleRule rule, string by, CancellationToken ct)
    {
        Check(rule);
        using var changing = await LockAsync(ct);
        var all = await ListAsync(ct);
        if (id is not null && all.FirstOrDefault(known => known.Id == id) is not { IsBuiltIn: false })
            throw new NotFoundException();
        if (all.Any(known => known.Id != id && string.Equals(known.Name, rule.Name.Trim(), StringComparison.OrdinalIgnoreCase)))
            throw new InvalidRuleException("name", "name_taken", "Another rule has this name.");
        if (id is null && all.Count >= MostRules)
            throw new InvalidRuleException("name", "too_many_rules", $"There are {MostRules} rules; delete one first.");
        id ??= $"own-{Guid.NewGuid():N}";
        await using var db = await dbs.CreateDbContextAsync(ct);
        var row = await db.ConsoleRules.SingleOrDefaultAsync(known => known.Id == id, ct);
        if (row is null)
            db.ConsoleRules.Add(row = new ConsoleRuleRow { Id = id, Name = rule.Name, Pattern = rule.Pattern, ChangedBy = by });
        (row.Name, row.Severity, row.Pattern, row.Ignored) = (rule.Name.Trim(), rule.Severity, rule.Pattern, [.. rule.Ignored.Where(line => line.Length > 0)]);
        (row.WindowMinutes, row.Enabled, row.ChangedAt, row.ChangedBy) = (rule.WindowMinutes, rule.IsEnabled, time.GetUtcNow(), by);
        await db.SaveChangesAsync(ct);
        await LoadAsync(ct);
        return View(row);
    }

    /// <summary>Switches a rule on or off, a built-in one too.</summary>
    /// <exception cref="NotFoundException">There is none with this id.</exception>
    public async Task<ConsoleRule> EnableAsync(string id, bool enabled, string by, CancellationToken ct)
    {
        using var changing = await LockAsync(ct);
        var rule = (await ListAsync(ct)).FirstOrDefault(known => known.Id == id) ?? throw new NotFoundException();
        await using var db = await dbs.CreateDbContextAsync(ct);
        var row = await db.ConsoleRules.SingleOrDefaultAsync(known => known.Id == id, ct);
        if (row is null)
            db.ConsoleRules.Add(row = new ConsoleRuleRow { Id = id, Name = rule.Name, Severity = rule.Severity, Pattern = rule.Pattern, WindowMinutes = (int)rule.Window.TotalMinutes, ChangedBy = by });
        (row.Enabled, row.ChangedAt, row.ChangedBy) = (enabled, time.GetUtcNow(), by);
        await db.SaveChangesAsync(ct);
        await LoadAsync(ct);
        return (await ListAsync(ct)).First(known => known.Id == id);
    }

    /// <summary>Deletes a rule that people made.</summary>
    /// <exception cref="NotFoundException">There is none with this id, or it is built in.</exception>
    public async Task DeleteAsync(string id, CancellationToken ct)
    {
        using var changing = await LockAsync(ct);
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            if (RulePack.All.Any(rule => rule.Id == id) || await db.ConsoleRules.Where(row => row.Id == id).ExecuteDeleteAsync(ct) == 0)
                throw new NotFoundException();
            await db.IgnoredLines.Where(row => row.RuleId == id).ExecuteDeleteAsync(ct);
        }

        await LoadAsync(ct);
    }

    /// <summary>Adds to the ignore list.</summary>
    /// <exception cref="InvalidRuleException">A field is not acceptable.</exception>
    public async Task<IgnoredLine> IgnoreAsync(NewIgnoredLine line, string by, CancellationToken ct)
    {
        CheckPattern("pattern", line.Pattern, onlyRegex: false);
        if (!ServerQuery.TryParse(line.Servers, out _, out var error))
            throw new InvalidRuleException("servers", "invalid_query", error!);
        if (line.Note?.Length > Alert.MaxNote)
            throw new InvalidRuleException("note", "too_long", $"A note has at most {Alert.MaxNote} characters.");
        using var changing = await LockAsync(ct);
        if (line.RuleId is not null && (await ListAsync(ct)).All(rule => rule.Id != line.RuleId))
            throw new InvalidRuleException("ruleId", "unknown_rule", "There is no rule with this id.");
        if ((await ListIgnoredAsync(ct)).Count >= MostIgnored)
            throw new InvalidRuleException("pattern", "too_many_lines", $"The ignore list has {MostIgnored} entries; delete one first.");
        await using var db = await dbs.CreateDbContextAsync(ct);
        var row = new IgnoredLineRow
        {
            Id = Guid.NewGuid(),
            RuleId = line.RuleId,
            Pattern = line.Pattern,
            Servers = string.IsNullOrWhiteSpace(line.Servers) ? null : line.Servers.Trim(),
            Note = string.IsNullOrWhiteSpace(line.Note) ? null : line.Note.Trim(),
            CreatedAt = time.GetUtcNow(),
            CreatedBy = by,
        };
        db.IgnoredLines.Add(row);
        await db.SaveChangesAsync(ct);
        await LoadAsync(ct);
        return View(row);
    }

    /// <summary>Deletes from the ignore list.</summary>
    /// <exception cref="NotFoundException">There is no such entry.</exception>
    public async Task UnignoreAsync(Guid id, CancellationToken ct)
    {
        using var changing = await LockAsync(ct);
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            if (await db.IgnoredLines.Where(row => row.Id == id).ExecuteDeleteAsync(ct) == 0)
                throw new NotFoundException();
        }

        await LoadAsync(ct);
    }

    /// <summary>Whether a rule can be kept.</summary>
    /// <exception cref="InvalidRuleException">A field is not acceptable.</exception>
    public static void Check(NewConsoleRule rule)
    {
        if (rule.Name.Trim().Length is 0 or > Alert.MaxTitle)
            throw new InvalidRuleException("name", "invalid_name", $"A rule needs a name of 1 to {Alert.MaxTitle} characters.");
        if (rule.WindowMinutes is < 1 or > LongestWindow)
            throw new InvalidRuleException("windowMinutes", "invalid_window", $"The window is 1 to {LongestWindow} minutes.");
        if (rule.Ignored.Count > ConsoleRule.MaxIgnored)
            throw new InvalidRuleException("ignored", "too_many_lines", $"A rule has at most {ConsoleRule.MaxIgnored} exceptions.");
        CheckPattern("pattern", rule.Pattern, onlyRegex: true);
        foreach (var line in rule.Ignored.Where(line => line.Length > 0))
            CheckPattern("ignored", line, onlyRegex: false);
    }

    public void Dispose() => _changing.Dispose();

    private static void CheckPattern(string field, string pattern, bool onlyRegex)
    {
        if (string.IsNullOrWhiteSpace(pattern))
            throw new InvalidRuleException(field, "missing_pattern", "There is nothing to look for.");
        if (pattern.Length > ConsoleRule.MaxPattern)
            throw new InvalidRuleException(field, "too_long", $"A pattern has at most {ConsoleRule.MaxPattern} characters.");
        if ((onlyRegex ? LinePattern.TryParseRegex(pattern, out var error) : LinePattern.TryParse(pattern, out error)) is null)
            throw new InvalidRuleException(field, "invalid_pattern", error!);
    }

    private static IgnoredLine View(IgnoredLineRow row) => new(row.Id, row.RuleId, row.Pattern, row.Servers, row.Note, row.CreatedAt, row.CreatedBy);

    private static ConsoleRule View(ConsoleRuleRow row) => new(row.Id, row.Name, row.Severity, row.Pattern, row.Ignored, TimeSpan.FromMinutes(row.WindowMinutes))
    {
        IsEnabled = row.Enabled,
        ChangedAt = row.ChangedAt,
        ChangedBy = row.ChangedBy,
    };

    private bool IsSound(ConsoleRule rule)
    {
        string? error = null;
        if (LinePattern.TryParseRegex(rule.Pattern, out error) is not null && rule.Ignored.All(line => LinePattern.TryParse(line, out error) is not null))
            return true;
        Log.NotSound(logger, rule.Id, error ?? "");
        return false;
    }

    private bool IsSound(IgnoredLine line)
    {
        if (LinePattern.TryParse(line.Pattern, out var error) is not null && ServerQuery.TryParse(line.Servers, out _, out error))
            return true;
        Log.NotSound(logger, line.Pattern, error ?? "");
        return false;
    }

    private async ValueTask<Content> ContentAsync(CancellationToken ct)
    {
        if (_content is null)
            await LoadAsync(ct);
        return _content!;
    }

    private async Task<IDisposable> LockAsync(CancellationToken ct)
    {
        await _changing.WaitAsync(ct);
        return new Releaser(_changing);
    }

    private sealed record Content(IReadOnlyList<ConsoleRule> All, IReadOnlyList<IgnoredLine> Ignored, RuleSet Rules);

    private sealed class Releaser(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }

    private static partial class Log
    {
        [LoggerMessage(3601, LogLevel.Warning, "The rule or exception \"{Rule}\" is left out: {Why}")]
        public static partial void NotSound(ILogger logger, string rule, string why);
    }
}
