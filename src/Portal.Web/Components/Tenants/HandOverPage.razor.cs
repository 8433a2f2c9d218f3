using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants.HandOvers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Tenants;

/// <summary>One hand-over as the viewer's side may see it, live: the checklist, what it asks, and the report to take away.</summary>
public sealed partial class HandOverPage
{
    private readonly HashSet<int> _remove = [];
    private HandOverView? _handOver;
    private string? _message;
    private bool _busy;

    [Parameter]
    public required string Id { get; set; }

    [Inject]
    public required HandOverDesk HandOvers { get; init; }

    [Inject]
    public required GrantBook Grants { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    private IEnumerable<BmcAccount> Strangers => _handOver!.Steps.Single(step => step.Kind == HandOverStepKind.CheckAccounts).Accounts?.Where(account => !account.Known) ?? [];

    protected override void OnInitialized()
    {
        Hear(() => HandOvers.Changed += Refresh, () => HandOvers.Changed -= Refresh);
        Hear(() => Grants.Changed += Refresh, () => Grants.Changed -= Refresh);
    }

    protected override Task OnParametersSetAsync() => RefreshAsync();

    protected override async Task ReadAsync(CancellationToken ct)
    {
        _handOver = await HandOvers.GetAsync(await Visit.GetCallerAsync(), Guid.TryParse(Id, out var id) ? id : throw new NotFoundException(), ct);
        Trail.Lay("/handovers", new Crumb(L["handovers.title"], "/handovers"), new Crumb(_handOver.ServerName));
    }

    private static string StepClass(HandOverStepView step) => step.State switch
    {
        HandOverStepState.Done => "step step-ok",
        HandOverStepState.Running => "step step-run",
        HandOverStepState.Failed => "step step-fail",
        HandOverStepState.NeedsAnswer or HandOverStepState.Attention => "step step-warn",
        HandOverStepState.NotDone => "step step-note",
        _ => "step step-skip",
    };

    private void Mark(int slot, bool remove)
    {
        if (remove)
            _remove.Add(slot);
        else
            _remove.Remove(slot);
    }

    private Task RetryAsync(HandOverStepKind kind) => TryAsync(caller => HandOvers.RetryAsync(caller, _handOver!.Id, kind, CancellationToken.None));

    private Task AnswerAsync() => TryAsync(async caller =>
    {
        await HandOvers.AnswerAsync(caller, _handOver!.Id, [.. _remove], CancellationToken.None);
        _remove.Clear();
    });

    private Task AcceptAsync() => TryAsync(caller => HandOvers.AcceptNetworkAsync(caller, _handOver!.Id, CancellationToken.None));

    private async Task TryAsync(Func<Caller, Task> act)
    {
        if (_busy)
            return;
        (_busy, _message) = (true, null);
        try
        {
            await Prompt.RunAsync(async () => await act(await Visit.GetCallerAsync()));
        }
        catch (NotFoundException)
        {
            // Somebody else was first, or the step went on by itself: what is shown is read again.
            _message = L["handover.gone"];
        }
        catch (InvalidServerException)
        {
            _message = L["handover.gone"];
        }
        finally
        {
            _busy = false;
        }

        await RefreshAsync();
    }
}
