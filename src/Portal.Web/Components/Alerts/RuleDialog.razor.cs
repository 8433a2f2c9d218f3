using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles.Rules;
using Portal.Fleet.Consoles.Search;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Alerts;

/// <summary>Writes a rule, and shows what it would have found in the last day before it is kept.</summary>
public sealed partial class RuleDialog : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private ModalDialog? _dialog;
    private InvalidRuleException? _refusal;
    private List<ConsoleHit>? _found;
    private SearchCoverage? _coverage;
    private bool _testing;

    [Parameter, EditorRequired]
    public required RuleForm Form { get; set; }

    [Parameter, EditorRequired]
    public required FleetHandle Fleet { get; set; }

    [Parameter]
    public EventCallback OnClosed { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private Task CloseAsync() => OnClosed.InvokeAsync();

    private Task SaveAsync() => TryAsync(async () =>
    {
        await Fleet.SaveRuleAsync(Form.Id, Form.ToRule(), _end.Token);
        await _dialog!.CloseAsync();
    });

    private Task DeleteAsync() => TryAsync(async () =>
    {
        await Fleet.DeleteRuleAsync(Form.Id!, _end.Token);
        await _dialog!.CloseAsync();
    });

    private Task TestAsync() => TryAsync(async () =>
    {
        (_found, _coverage, _testing) = ([], null, true);
        try
        {
            var rule = Form.ToRule();
            await foreach (var step in Fleet.TestRuleAsync(rule.Name.Length == 0 ? rule with { Name = "-" } : rule, _end.Token))
            {
                _found.AddRange(step.Hits);
                _coverage = step.Coverage;
                StateHasChanged();
            }
        }
        finally
        {
            _testing = false;
        }
    });

    private async Task TryAsync(Func<Task> act)
    {
        _refusal = null;
        try
        {
            await act();
        }
        catch (InvalidRuleException e)
        {
            _refusal = e;
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The dialog is gone.
        }
    }
}
