using System.Runtime.CompilerServices;
using Portal.Fleet.Consoles.Rules;
using Portal.Fleet.Consoles.Search;
using Portal.Fleet.Consoles.Text;

namespace Portal.Fleet.Access;

/// <summary>Rules and the ignore list.</summary>
public sealed partial class FleetHandle
{
    private const int MostTested = 500;

    /// <summary>Lines that raise no alert.</summary>
    public async Task<IReadOnlyList<IgnoredLine>> ListIgnoredLinesAsync(CancellationToken ct)
    {
        await DemandAsync(ct);
        return await _desk.Rules.ListIgnoredAsync(ct);
    }

    /// <summary>Adds a rule, or changes one that people made.</summary>
    /// <param name="id">Null adds one.</param>
    /// <exception cref="InvalidRuleException">A field is not acceptable.</exception>
    public Task<ConsoleRule> SaveRuleAsync(string? id, NewConsoleRule rule, CancellationToken ct) =>
        AuditedAsync("rule.save", $"{id ?? "new"}: {rule.Name}, {rule.Severity}, {rule.Pattern}", () => _desk.Rules.SaveAsync(id, rule, _caller.Name, ct), ct);

    /// <summary>Switches a rule on or off, a built-in one too.</summary>
    public Task<ConsoleRule> EnableRuleAsync(string id, bool enabled, CancellationToken ct) =>
        AuditedAsync("rule.enable", $"{id}: {(enabled ? "on" : "off")}", () => _desk.Rules.EnableAsync(id, enabled, _caller.Name, ct), ct);

    /// <summary>Deletes a rule that people made; its alerts stay.</summary>
    public Task DeleteRuleAsync(string id, CancellationToken ct) => AuditedAsync("rule.delete", id, async () =>
    {
        await _desk.Rules.DeleteAsync(id, ct);
        return true;
    }, ct);

    /// <summary>Adds to the ignore list.</summary>
    /// <exception cref="InvalidRuleException">A field is not acceptable.</exception>
    public Task<IgnoredLine> IgnoreLineAsync(NewIgnoredLine line, CancellationToken ct) =>
        AuditedAsync("rule.ignore", $"{line.RuleId ?? "all rules"}: {line.Pattern} on {line.Servers ?? "all servers"}", () => _desk.Rules.IgnoreAsync(line, _caller.Name, ct), ct);

    /// <summary>Takes an entry off the ignore list.</summary>
    public Task UnignoreLineAsync(Guid id, CancellationToken ct) => AuditedAsync("rule.unignore", id.ToString("N"), async () =>
    {
        await _desk.Rules.UnignoreAsync(id, ct);
        return true;
    }, ct);

    /// <summary>What a rule would have found in the last day, newest first.</summary>
    /// <exception cref="InvalidRuleException">A field is not acceptable.</exception>
    public async IAsyncEnumerable<SearchStep> TestRuleAsync(NewConsoleRule rule, [EnumeratorCancellation] CancellationToken ct)
    {
        await DemandAsync(ct);
        RuleBook.Check(rule);
        var unwanted = rule.Ignored.Where(line => line.Length > 0).Select(line => LinePattern.TryParse(line, out _)!).ToArray();
        var query = ConsoleQuery.For(LinePattern.TryParseRegex(rule.Pattern, out _)!, unwanted, _desk.Time.GetUtcNow().AddDays(-1));
        var servers = await _desk.Servers.AllAsync(ct);
        var correlation = await _desk.Audit.IntentAsync(_caller, "rule.test", null, $"{rule.Name}: {rule.Pattern}", ct);
        var outcome = "unknown";
        try
        {
            SearchConsole[] consoles = [.. servers.Values.Select(row => new SearchConsole(row.Id, row.Name, row.ConsoleCharset) { LastByteAt = _desk.Board.Get(row.Id).LastByteAt })];
            await foreach (var step in _desk.Search.RunAsync(consoles, new SearchRequest(query, MostTested), ct))
                yield return step;
            outcome = "ok";
        }
        finally
        {
            await _desk.Audit.OutcomeAsync(_caller, correlation, "rule.test", null, outcome, null, CancellationToken.None);
        }
    }

    private async Task DemandAsync(CancellationToken ct)
    {
        if (((await _desk.Grants.GetAsync(_caller, ct)).OnFleet & BmcRight.Administer) == 0)
            throw new NotFoundException();
    }

    private async Task<T> AuditedAsync<T>(string action, string detail, Func<Task<T>> act, CancellationToken ct)
    {
        await DemandAsync(ct);
        var correlation = await _desk.Audit.IntentAsync(_caller, action, null, detail, ct);
        T result;
        try
        {
            result = await act();
        }
        catch (Exception e)
        {
            var (outcome, why) = e switch
            {
                InvalidRuleException invalid => ("refused", invalid.Code),
                NotFoundException => ("refused", null),
                OperationCanceledException => ("unknown", "cancelled"),
                _ => ("failed", (string?)null),
            };
            await _desk.Audit.OutcomeAsync(_caller, correlation, action, null, outcome, why, CancellationToken.None);
            throw;
        }

        await _desk.Audit.OutcomeAsync(_caller, correlation, action, null, "ok", null, CancellationToken.None);
        return result;
    }
}
