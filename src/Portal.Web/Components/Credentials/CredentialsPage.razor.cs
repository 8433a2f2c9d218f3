using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Fleet.Access;
using Portal.Fleet.Auditing;
using Portal.Fleet.Credentials;
using Portal.Fleet.Secrets;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Credentials;

/// <summary>How well the logins of BMCs are kept, live; new passwords for one or many of them; the key that seals them.</summary>
public sealed partial class CredentialsPage
{
    private const string Attention = "attention";
    private const string Rotating = "rotating";

    // Links come and go without telling this page.
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_atMost = TimeSpan.FromSeconds(1);

    private readonly HashSet<BmcId> _selected = [];
    private CredentialHandle? _credentials;
    private IReadOnlyList<CredentialView>? _views;
    private Dictionary<int, IReadOnlyList<string>> _groups = [];
    private KeyState? _keys;
    private IReadOnlyList<RotationView>? _run;
    private IReadOnlyCollection<BmcId>? _asked;
    private string? _refusal;
    private bool _askingKey;
    private bool _busy;

    /// <summary>Words of name and tags.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Q { get; set; }

    /// <summary>A finding, <c>attention</c> for any, or <c>rotating</c>.</summary>
    [SupplyParameterFromQuery(Name = "f")]
    public string? F { get; set; }

    /// <summary>The order whose progress is shown.</summary>
    [SupplyParameterFromQuery(Name = "run")]
    public string? Run { get; set; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private List<CredentialView> Shown { get; set; } = [];

    private bool IsAllSelected => Shown.Count > 0 && Shown.TrueForAll(view => _selected.Contains(view.ServerId));

    private IEnumerable<(StateWord State, string? Filter)> Readouts
    {
        get
        {
            var views = _views ?? [];
            var bad = views.Count(view => view.Findings != CredentialFindings.None);
            yield return (new StateWord("ok", "ok", L["credentials.readout.good", (views.Count - bad).ToString("N0", CultureInfo.CurrentCulture)]), null);
            if (bad > 0)
                yield return (new StateWord("warn", "warn", L["credentials.readout.attention", bad.ToString("N0", CultureInfo.CurrentCulture)]), Attention);
            foreach (var (finding, kind) in new[] { (CredentialFindings.Shared, "warn"), (CredentialFindings.Default, "crit"), (CredentialFindings.InDoubt, "warn"), (CredentialFindings.Refused, "crit") })
            {
                if (views.Count(view => view.Findings.HasFlag(finding)) is > 0 and var count)
                    yield return (new StateWord(kind, kind, L[$"credentials.readout.{finding}", count.ToString("N0", CultureInfo.CurrentCulture)]), finding.ToString());
            }

            if (views.Count(IsRotating) is > 0 and var running)
                yield return (new StateWord("run", "run", L["credentials.readout.rotating", running.ToString("N0", CultureInfo.CurrentCulture)]), Rotating);
        }
    }

    protected override async Task OnInitializedAsync()
    {
        Trail.Lay(null, new Crumb(L["credentials.title"]));
        await RefreshAsync();
        if (_credentials is { } credentials)
            _ = FollowAsync(credentials);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Missing || _credentials is null)
            return;
        Filter();
        await TryAsync(() => ReadRunAsync(Ended));
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        _credentials ??= await Access.OpenCredentialsAsync(await Visit.GetCallerAsync(), ct);
        var views = await _credentials.ListAsync(ct);
        _keys = await _credentials.GetKeysAsync(ct);
        await ReadRunAsync(ct);
        _views = views;
        _groups = views.Where(view => view.Group is not null).GroupBy(view => view.Group!.Value)
            .ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group.Select(view => view.ServerName)]);
        _selected.IntersectWith(views.Select(view => view.ServerId));
        Filter();
    }

    private static bool IsRotating(CredentialView view) => view.Rotation is { State: RotationState.Waiting or RotationState.Running };

    private async Task FollowAsync(CredentialHandle credentials)
    {
        try
        {
            while (!Missing)
            {
                var changed = credentials.Changed;
                Refresh();
                await changed.WaitAsync(s_look, Time, Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                await Task.Delay(s_atMost, Time, Ended);
            }
        }
        catch (OperationCanceledException) when (Ended.IsCancellationRequested)
        {
            // The page is gone.
        }
    }

    private async Task ReadRunAsync(CancellationToken ct) => _run = Guid.TryParse(Run, out var run) ? await _credentials!.GetRunAsync(run, ct) : null;

    private void Filter() => Shown = [.. (_views ?? []).Where(view =>
        (string.IsNullOrWhiteSpace(Q) || view.ServerName.Contains(Q.Trim(), StringComparison.OrdinalIgnoreCase) || view.Tags.Any(tag => tag.Contains(Q.Trim(), StringComparison.OrdinalIgnoreCase)))
        && F switch
        {
            null or "" => true,
            Attention => view.Findings != CredentialFindings.None,
            Rotating => IsRotating(view),
            _ => !Enum.TryParse<CredentialFindings>(F, ignoreCase: true, out var finding) || (view.Findings & finding) != 0,
        })];

    private int CountOf(int group) => _groups.GetValueOrDefault(group)?.Count ?? 0;

    private string? SharersOf(CredentialView view) => view.Group is { } group && _groups.TryGetValue(group, out var names)
        ? string.Join(L["access.and"], names.Take(20)) + (names.Count > 20 ? " …" : "")
        : null;

    private List<string> NamesOf(IReadOnlyCollection<BmcId> ids) => [.. (_views ?? []).Where(view => ids.Contains(view.ServerId)).Select(view => view.ServerName)];

    private void Select(BmcId id, bool selected)
    {
        if (selected)
            _selected.Add(id);
        else
            _selected.Remove(id);
    }

    private void SelectAll(bool selected)
    {
        if (selected)
            _selected.UnionWith(Shown.Select(view => view.ServerId));
        else
            _selected.ExceptWith(Shown.Select(view => view.ServerId));
    }

    private Task RotateAsync(IReadOnlyCollection<BmcId> ids, string? reason)
    {
        _asked = null;
        return TryAsync(async () =>
        {
            var rows = await _credentials!.RotateAsync([.. ids.Take(CredentialHandle.MostServers)], reason, Ended);
            _selected.Clear();
            Navigation.NavigateTo(Address(Q, F, rows[^1].RunId));
        });
    }

    private Task CancelAsync() => TryAsync(async () =>
    {
        if (Guid.TryParse(Run, out var run))
            await _credentials!.CancelAsync(run, Ended);
        await RefreshAsync();
    });

    private Task CheckAsync(IReadOnlyCollection<BmcId> ids) => TryAsync(() => _credentials!.CheckAsync(ids, Ended));

    private Task RotateKeyAsync()
    {
        _askingKey = false;
        return TryAsync(async () =>
        {
            _busy = true;
            try
            {
                await _credentials!.RotateKeyAsync(Ended);
                await RefreshAsync();
            }
            finally
            {
                _busy = false;
            }
        });
    }

    /// <summary>Does it, if need be after the person proved who they are.</summary>
    private async Task TryAsync(Func<Task> act)
    {
        _refusal = null;
        try
        {
            await Prompt.RunAsync(act);
        }
        catch (NotFoundException)
        {
            (_asked, _refusal) = (null, L["access.gone"]);
        }
        catch (AuditUnavailableException)
        {
            (_asked, _refusal) = (null, L["audit.unavailable.what"]);
        }
        catch (KeyRotationException refused)
        {
            _refusal = L[$"credentials.error.{refused.Code}"] is { ResourceNotFound: false } known ? known.Value : refused.Message;
        }
    }

    private void Go(string? text, string? filter) => Navigation.NavigateTo(Address(text, filter, Guid.TryParse(Run, out var run) ? run : null));

    private static string Address(string? text, string? filter, Guid? run = null) => QueryHelpers.AddQueryString("/credentials", new Dictionary<string, string?>
    {
        ["q"] = text?.Trim(),
        ["f"] = filter,
        ["run"] = run?.ToString("N"),
    }.Where(part => part.Value is { Length: > 0 }));
}
