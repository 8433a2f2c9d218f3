using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles.Rules;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Alerts;

/// <summary>The rules that raise alerts, and the ignore list. Everyone sees the rules; administrators change them.</summary>
public sealed partial class RulesPage
{
    private FleetHandle? _fleet;
    private IReadOnlyList<ConsoleRule>? _rules;
    private IReadOnlyList<IgnoredLine>? _ignored;
    private InvalidRuleException? _refusal;
    private RuleForm? _form;
    private string? _pattern;
    private string? _ruleId;
    private string? _servers;
    private string? _note;

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    protected override async Task OnInitializedAsync()
    {
        Trail.Lay("/alerts", new Crumb(L["alerts.title"], "/alerts"), new Crumb(L["rules.title"]));
        var caller = await Visit.GetCallerAsync();
        if (await Access.IsAdministratorAsync(caller, CancellationToken.None))
            _fleet = await Access.OpenFleetAsync(caller, CancellationToken.None);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        _rules = await Access.ListRulesAsync(CancellationToken.None);
        _ignored = _fleet is null ? null : await _fleet.ListIgnoredLinesAsync(CancellationToken.None);
    }

    private async Task EnableAsync(ConsoleRule rule)
    {
        await _fleet!.EnableRuleAsync(rule.Id, !rule.IsEnabled, CancellationToken.None);
        await ReadAsync();
    }

    private async Task IgnoreAsync()
    {
        try
        {
            await _fleet!.IgnoreLineAsync(new NewIgnoredLine(string.IsNullOrEmpty(_ruleId) ? null : _ruleId, _pattern ?? "", _servers, _note), CancellationToken.None);
            (_pattern, _servers, _note, _refusal) = (null, null, null, null);
        }
        catch (InvalidRuleException e)
        {
            _refusal = e;
            return;
        }

        await ReadAsync();
    }

    private async Task UnignoreAsync(IgnoredLine line)
    {
        await _fleet!.UnignoreLineAsync(line.Id, CancellationToken.None);
        await ReadAsync();
    }

    private async Task ClosedAsync()
    {
        _form = null;
        await ReadAsync();
    }
}
