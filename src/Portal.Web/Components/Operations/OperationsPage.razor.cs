using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Power;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Operations;

/// <summary>The newest power operations of every server the viewer may see, live.</summary>
public sealed partial class OperationsPage : IDisposable
{
    private const int Limit = 200;
    private static readonly TimeSpan s_atMost = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private IDisposable? _watch;
    private List<PowerOperationView>? _operations;
    private int _running;
    private int _confirmed;
    private int _other;
    private bool _reading;

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required FleetFeed Feed { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    protected override async Task OnInitializedAsync()
    {
        Trail.Lay(null, new Crumb(L["operations.title"]));
        await ReadAsync();
        _watch = Feed.Watch(() => _ = InvokeAsync(ReadAsync), s_atMost);
    }

    public void Dispose()
    {
        _end.Cancel();
        _watch?.Dispose();
        _end.Dispose();
    }

    private async Task ReadAsync()
    {
        if (_reading || _end.IsCancellationRequested)
            return;
        _reading = true;
        try
        {
            _operations = [.. await Access.ListOperationsAsync(await Visit.GetCallerAsync(), Limit, _end.Token)];
            _running = _operations.Count(operation => !operation.Ended);
            _confirmed = _operations.Count(operation => operation.State == PowerOperationState.Confirmed);
            _other = _operations.Count - _running - _confirmed;
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The page is gone.
        }
        finally
        {
            _reading = false;
        }
    }
}
