using System.Globalization;
using System.Runtime.CompilerServices;
using Portal.Fleet.Auditing;

namespace Portal.Fleet.Access;

/// <summary>The audit, opened for one caller. Each call looks again whether the caller may.</summary>
public sealed class AuditHandle
{
    private readonly FleetDesk _desk;
    private readonly Caller _caller;
    private readonly Guid? _tenant;

    internal AuditHandle(FleetDesk desk, Caller caller, Guid? tenant)
    {
        _desk = desk;
        _caller = caller;
        _tenant = tenant;
    }

    /// <summary>All of the audit, and not a tenant's part.</summary>
    public bool IsWhole => _tenant is null;

    /// <summary>How the audit stands; people of a tenant see a part of it, which by itself proves nothing.</summary>
    public AuditState? State => IsWhole ? _desk.Book.State : null;

    /// <summary>Tells of new rows, until it is disposed.</summary>
    public IDisposable Watch(Action changed) => _desk.Book.Watch(changed);

    /// <summary>Rows, newest first.</summary>
    /// <param name="before">Only rows before the one of this <see cref="AuditRow.Id"/>.</param>
    public async Task<IReadOnlyList<AuditRow>> ListAsync(AuditFilter filter, long? before, int limit, CancellationToken ct)
    {
        await DemandAsync(ct);
        return (await _desk.Book.ListAsync(_tenant, filter, before, limit, ct)).ConvertAll(View);
    }

    /// <summary>All rows of some actions, oldest first.</summary>
    public async Task<IReadOnlyList<AuditRow>> ListAsync(IEnumerable<Guid> correlations, CancellationToken ct)
    {
        await DemandAsync(ct);
        return (await _desk.Book.ListAsync(_tenant, [.. correlations], ct)).ConvertAll(View);
    }

    /// <summary>Rows, oldest first, to take away. That somebody takes them is audited.</summary>
    /// <exception cref="AuditUnavailableException">It cannot be audited.</exception>
    public async IAsyncEnumerable<AuditRow> ExportAsync(AuditFilter filter, string format, [EnumeratorCancellation] CancellationToken ct)
    {
        await DemandAsync(ct);
        var correlation = await _desk.Audit.IntentAsync(_caller, "audit.export", null, Describe(filter, format), ct);
        var (outcome, count) = ("unknown", 0L);
        try
        {
            await foreach (var entry in _desk.Book.ReadAsync(_tenant, filter, ct))
            {
                count++;
                yield return View(entry);
            }

            outcome = "ok";
        }
        finally
        {
            await _desk.Audit.OutcomeAsync(_caller, correlation, "audit.export", null, outcome, string.Create(CultureInfo.InvariantCulture, $"{count} rows"), CancellationToken.None);
        }
    }

    /// <summary>Reads all of the audit and says whether it is as it was written. Only for those who see all of it.</summary>
    /// <param name="anchorFile">Another file of anchors than the portal's own, for the command line; null as a rule.</param>
    /// <exception cref="NotFoundException">The caller sees a part only.</exception>
    public async Task<AuditVerdict> VerifyAsync(string? anchorFile, CancellationToken ct)
    {
        await DemandAsync(ct);
        if (!IsWhole)
            throw new NotFoundException();
        var correlation = Guid.NewGuid();
        await TellAsync(correlation, "intent", null);
        try
        {
            var verdict = await _desk.Book.VerifyAsync(anchorFile, ct);
            await TellAsync(correlation, verdict.IsIntact ? "ok" : "failed", verdict.Flaw is { } flaw ? $"{flaw.Kind}: {flaw.Detail}" : string.Create(CultureInfo.InvariantCulture, $"{verdict.Rows} rows are intact"));
            return verdict;
        }
        catch (Exception e) when (e is not AuditUnavailableException)
        {
            await TellAsync(correlation, e is OperationCanceledException ? "unknown" : "failed", null);
            throw;
        }
    }

    /// <summary>Looking at the chain must work also where it cannot be written: it is what one does then.</summary>
    private async Task TellAsync(Guid correlation, string outcome, string? detail)
    {
        try
        {
            await _desk.Audit.OutcomeAsync(_caller, correlation, "audit.verify", null, outcome, detail, CancellationToken.None);
        }
        catch (AuditUnavailableException)
        {
            // The writer has said so in the log.
        }
    }

    private async Task DemandAsync(CancellationToken ct)
    {
        var rights = await _desk.Grants.GetAsync(_caller, ct);
        if (((IsWhole ? rights.OnFleet : rights.OnTenant) & BmcRight.ReadAudit) == 0 || (!IsWhole && rights.TenantId != _tenant))
            throw new NotFoundException();
    }

    // Of what others did with a tenant's server, these tell nothing but what happened to it in the tenant's time. A hand-over's would tell what the one before left.
    private static readonly string[] s_telling = ["power.", "console.", "alert."];

    /// <summary>Where the platform's own people sit, what they signed in with, and a BMC's address are not a customer's business.</summary>
    private AuditRow View(AuditEntry entry)
    {
        var discreet = !IsWhole && entry.ActorTenantId != _tenant;
        return new AuditRow(
            entry.Id, entry.Sequence, entry.At, entry.UserId, entry.UserName, entry.Via, discreet ? null : entry.RemoteAddress, discreet ? null : entry.Credential,
            discreet ? null : entry.Authority, entry.TenantId, entry.Action, entry.ServerId, entry.ServerName, entry.Outcome, discreet && !s_telling.Any(family => entry.Action.StartsWith(family, StringComparison.Ordinal)) ? null : entry.Detail, entry.Correlation,
            IsWhole && entry.KeyId is { } key ? Convert.ToHexStringLower(key) : null, IsWhole && entry.Mac is { } mac ? Convert.ToHexStringLower(mac) : null);
    }

    private static string Describe(AuditFilter filter, string format)
    {
        var parts = new List<string> { format };
        void Note(string name, object? value)
        {
            if (value is not null and not "")
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {value:u}"));
        }

        Note("person", filter.Person);
        Note("server", filter.Server);
        Note("action", filter.Action);
        Note("outcome", filter.Outcome);
        Note("text", filter.Text);
        Note("from", filter.From);
        Note("to", filter.To);
        Note("server", filter.Only);
        return string.Join(", ", parts);
    }
}
