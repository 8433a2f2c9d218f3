using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Portal.Fleet.Access;
using Portal.Fleet.Auditing;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.AuditLog;

/// <summary>Who did what and when, live; whether the record of it is as it was written.</summary>
public sealed partial class AuditPage
{
    private const int Step = 300;

    private static readonly string[] s_families = ["alert", "audit", "console", "grant", "power", "rule", "server", "setup", "signin", "signout", "snippet", "tenant", "token", "user"];
    private static readonly TimeSpan s_atMost = TimeSpan.FromSeconds(1);

    private AuditHandle? _audit;
    private ITimer? _soon;
    private int _due;
    private List<AuditAct>? _acts;
    private IReadOnlyList<AuditRow>? _open;
    private AuditFilter _filter = new();
    private string? _wrong;
    private string? _problem;
    private int _count = Step;
    private bool _more;
    private bool _verifying;

    [SupplyParameterFromQuery(Name = "text")]
    public string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "person")]
    public string? Person { get; set; }

    [SupplyParameterFromQuery(Name = "server")]
    public string? Server { get; set; }

    [SupplyParameterFromQuery(Name = "action")]
    public string? Act { get; set; }

    [SupplyParameterFromQuery(Name = "outcome")]
    public string? Outcome { get; set; }

    /// <summary>The first day, in the viewer's zone.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>The last day.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    /// <summary>The action whose details are shown.</summary>
    [SupplyParameterFromQuery(Name = "act")]
    public string? Open { get; set; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private bool IsFiltered => new[] { Text, Person, Server, Act, Outcome, From, To }.Any(value => value is { Length: > 0 });

    /// <summary>How a result is shown.</summary>
    public static StateWord StateOf(IStringLocalizer localizer, string outcome) => outcome switch
    {
        "ok" => new StateWord("ok", "ok", localizer["audit.outcome.ok"]),
        "refused" => new StateWord("warn", "warn", localizer["audit.outcome.refused"]),
        "failed" => new StateWord("crit", "crit", localizer["audit.outcome.failed"]),
        "intent" => new StateWord("run", "run", localizer["audit.outcome.intent"]),
        _ => new StateWord("unk", "unk", localizer["audit.outcome.unknown"]),
    };

    protected override void OnInitialized()
    {
        Trail.Lay(null, new Crumb(L["audit.title"]));
        _soon = Time.CreateTimer(_ => Refresh(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Keep(_soon);
    }

    protected override Task OnParametersSetAsync()
    {
        _wrong = null;
        _filter = new AuditFilter(Cut(Person), Cut(Server), Cut(Act), AuditFilter.Outcomes.Contains(Outcome) ? Outcome : null, Cut(Text), Day(From, 0), Day(To, 1));
        return RefreshAsync();
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        if (_audit is null)
        {
            var audit = await Access.OpenAuditAsync(await Visit.GetCallerAsync(), ct);
            ct.ThrowIfCancellationRequested();
            Keep(audit.Watch(OnWritten));
            _audit = audit;
        }

        Interlocked.Exchange(ref _due, 0);
        var rows = await _audit.ListAsync(_filter, null, _count + 1, ct);
        _more = rows.Count > _count;
        Guid[] order = [.. rows.Take(_count).Select(row => row.Correlation).Distinct()];
        var acts = new List<AuditAct>(order.Length);
        foreach (var part in order.Chunk(Step))
            acts.AddRange(AuditAct.Group(await _audit.ListAsync(part, ct), part));
        _acts = acts;
        _open = Guid.TryParse(Open, out var act) ? await _audit.ListAsync([act], ct) : null;
    }

    private static string? Cut(string? text) => text?.Length > AuditFilter.MaxLength ? text[..AuditFilter.MaxLength] : text;

    /// <summary>The beginning of a day, so many days later, in the viewer's zone.</summary>
    private DateTimeOffset? Day(string? text, int later)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue)
        {
            var local = day.AddDays(later).ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
            return new DateTimeOffset(local, Visit.Zone.GetUtcOffset(local)).ToUniversalTime();
        }

        _wrong = text;
        return null;
    }

    /// <summary>Several rows a second are one look.</summary>
    private void OnWritten()
    {
        if (Interlocked.Exchange(ref _due, 1) == 0)
            _soon?.Change(s_atMost, Timeout.InfiniteTimeSpan);
    }

    private Task OlderAsync()
    {
        _count += Step;
        return RefreshAsync();
    }

    private async Task VerifyAsync()
    {
        _verifying = true;
        _problem = null;
        try
        {
            await _audit!.VerifyAsync(anchorFile: null, Ended);
        }
        catch (IOException e)
        {
            _problem = L["audit.noAnchors", e.Message];
        }
        catch (OperationCanceledException) when (Ended.IsCancellationRequested)
        {
            // The page is gone.
        }
        finally
        {
            _verifying = false;
        }
    }

    private void Go(string name, ChangeEventArgs change)
    {
        _count = Step;
        Navigation.NavigateTo(Address(name, change.Value as string));
    }

    /// <summary>This page with one thing changed.</summary>
    private string Address(string name, string? value)
    {
        var parts = new Dictionary<string, string?>
        {
            ["text"] = Text,
            ["person"] = Person,
            ["server"] = Server,
            ["action"] = Act,
            ["outcome"] = Outcome,
            ["from"] = From,
            ["to"] = To,
            ["act"] = Open,
        };
        parts[name] = value?.Trim();
        return QueryHelpers.AddQueryString("/audit", parts.Where(part => part.Value is { Length: > 0 }));
    }

    private string Export(string format)
    {
        var parts = new Dictionary<string, string?>
        {
            ["format"] = format,
            ["text"] = _filter.Text,
            ["person"] = _filter.Person,
            ["server"] = _filter.Server,
            ["action"] = _filter.Action,
            ["outcome"] = _filter.Outcome,
            ["from"] = _filter.From?.ToString("O", CultureInfo.InvariantCulture),
            ["to"] = _filter.To?.ToString("O", CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString("/api/v1/audit/export", parts.Where(part => part.Value is { Length: > 0 }));
    }
}
