using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Auditing;
using Portal.Fleet.Views;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Fleet;

/// <summary>The saved views as tabs, and where they are saved, changed and deleted.</summary>
public sealed partial class FleetViews
{
    private static readonly FleetState s_attention = new("health:critical,warning", FleetOrder.Parse("health"), null, null);

    private IReadOnlyList<ViewView> _views = [];
    private ViewView? _current;
    private ViewView? _edited;
    private ModalDialog? _dialog;
    private string _name = "";
    private string? _failure;
    private bool _shared;
    private bool _mayShare;
    private bool _editing;

    /// <summary>What the page shows.</summary>
    [Parameter, EditorRequired]
    public required FleetState State { get; set; }

    [Inject]
    public required ViewShelf Shelf { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    protected override async Task OnInitializedAsync()
    {
        if (await Visit.FindCallerAsync() is not { } caller)
            return;
        _mayShare = await Shelf.MayShareAsync(caller, CancellationToken.None);
        await LoadAsync();
    }

    protected override void OnParametersSet() => _current = _views.FirstOrDefault(IsCurrent);

    private static FleetState StateOf(ViewView view) => new(
        view.Query, FleetOrder.Parse(view.Sort), FleetColumns.ParseGrouping(view.Grouping), string.IsNullOrEmpty(view.Columns) ? null : string.Join(',', FleetColumns.Parse(view.Columns)));

    private bool IsCurrent(ViewView view) => StateOf(view).Href == State.Href;

    private bool Is(string? query, string? sort, string? group) => (State with { Columns = null }).Href == new FleetState(query, FleetOrder.Parse(sort), group, null).Href;

    private void Edit(ViewView? view)
    {
        (_edited, _editing, _failure) = (view, true, null);
        (_name, _shared) = (view?.Name ?? "", view?.Shared ?? false);
    }

    private async Task LoadAsync()
    {
        _views = await Shelf.ListAsync(await Visit.GetCallerAsync(), CancellationToken.None);
        _current = _views.FirstOrDefault(IsCurrent);
    }

    private Task SaveAsync() => DoAsync(async caller =>
    {
        var fields = new ViewFields(_name, State.Query, State.Order == FleetOrder.ByName ? null : State.Order.ToString(), State.Group, State.Columns, _shared);
        if (_edited is null)
            await Shelf.CreateAsync(caller, fields, CancellationToken.None);
        else
            await Shelf.ChangeAsync(caller, _edited.Id, fields, CancellationToken.None);
    });

    private Task DeleteAsync() => DoAsync(caller => Shelf.DeleteAsync(caller, _edited!.Id, CancellationToken.None));

    private async Task DoAsync(Func<Caller, Task> act)
    {
        try
        {
            await act(await Visit.GetCallerAsync());
            await LoadAsync();
            if (_dialog is not null)
                await _dialog.CloseAsync();
        }
        catch (InvalidViewException invalid)
        {
            _failure = L[$"views.error.{invalid.Code}"] is { ResourceNotFound: false } known ? known.Value : invalid.Message;
        }
        catch (AuditUnavailableException)
        {
            _failure = L["audit.unavailable.what"];
        }
        catch (NotFoundException)
        {
            _failure = L["access.gone"];
        }
    }
}
