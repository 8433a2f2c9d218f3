using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Web.Components.Bmc;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Servers;

/// <summary>One server: header and tabs stay, the tab is in the URL. Ends when the viewer's rights end.</summary>
public sealed partial class ServerPage : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private ErrorBoundary? _boundary;
    private BmcHandle? _handle;
    private ServerView? _server;
    private IDisposable? _changes;
    private CancellationTokenRegistration _revoked;
    private string? _openedId;
    private string? _view;
    private bool _missing;
    private bool _reading;
    private bool _again;

    [Parameter]
    public required string Id { get; set; }

    [Parameter]
    public string? Tab { get; set; }

    /// <summary>What of the tab, where it has more than one part: <c>history</c> of the console.</summary>
    [Parameter]
    public string? Part { get; set; }

    /// <summary>Present: the connection test starts by itself, as after adding the server.</summary>
    [SupplyParameterFromQuery(Name = "test")]
    public string? Test { get; set; }

    /// <summary><c>text</c> or <c>terminal</c>; without it the console opens as this browser prefers.</summary>
    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required StatusBoard Board { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    private bool ShowsText => _view == "text" || (_view != "terminal" && Visit.PrefersText);

    protected override async Task OnParametersSetAsync()
    {
        if (_view != View)
        {
            // While Blazor tells of a new query it counts who wants a part of it: nobody may come or go meanwhile.
            if (_view is not null || _server is not null)
                await Task.Yield();
            _view = View;
        }
        if (_openedId != Id)
            await OpenAsync(Id);
        _missing |= _server is { } server && !MaySee(Place, server.Rights);
        LayTrail();
    }

    public void Dispose()
    {
        _end.Cancel();
        Close();
        _end.Dispose();
    }

    private string? Place => Part is null ? Tab : $"{Tab}/{Part}";

    private static bool MaySee(string? tab, BmcRight rights) => tab switch
    {
        null or "access" or "sensors" or "boot" => true,
        "events" => rights.HasFlag(BmcRight.EventsRead),
        "inventory" => rights.HasFlag(BmcRight.Inventory),
        "console" or "console/history" => rights.HasFlag(BmcRight.ConsoleRead),
        "bmc" => BmcTab.Parts(rights).Any(),
        not null when tab.StartsWith("bmc/", StringComparison.Ordinal) => BmcTab.Parts(rights).Contains(tab["bmc/".Length..]),
        "settings" => rights.HasFlag(BmcRight.Administer),
        _ => false,
    };

    private async Task OpenAsync(string id)
    {
        Close();
        _openedId = id;
        _server = null;
        _missing = false;
        try
        {
            if (!BmcId.TryParse(id, out var bmcId))
                throw new NotFoundException();
            _handle = await Access.OpenAsync(await Visit.GetCallerAsync(), bmcId, BmcRight.View, _end.Token);
            _revoked = _handle.Revoked.Register(() => _ = InvokeAsync(ReopenAsync));
            // Subscribe first, then read: nothing falls in between.
            _changes = Board.Subscribe(bmcId, () => _ = InvokeAsync(ReadAsync));
            _server = await _handle.GetAsync(_end.Token);
        }
        catch (NotFoundException)
        {
            _missing = true;
        }
    }

    // Rights changed: ask the gate anew; fewer rights show less, none show nothing.
    private async Task ReopenAsync()
    {
        if (_end.IsCancellationRequested)
            return;
        await OpenAsync(Id);
        _missing |= _server is { } server && !MaySee(Place, server.Rights);
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        if (_handle is not { } handle || _end.IsCancellationRequested)
            return;
        if (_reading)
        {
            _again = true;
            return;
        }
        _reading = true;
        try
        {
            do
            {
                _again = false;
                _server = await handle.GetAsync(_end.Token);
            }
            while (_again);
        }
        catch (NotFoundException)
        {
            _missing = true;
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            _reading = false;
        }
        LayTrail();
        StateHasChanged();
    }

    private void LayTrail()
    {
        if (_missing || _server is not { } server)
        {
            Trail.Lay(null, new Crumb(L["fleet.title"], "/"), new Crumb(_missing ? L["missing.title"] : "…"));
            return;
        }
        var crumbs = new List<Crumb> { new(L["fleet.title"], "/") };
        if (server.Rack is { Length: > 0 } rack)
            crumbs.Add(new Crumb(rack, $"/?q={Uri.EscapeDataString(rack.Contains(' ', StringComparison.Ordinal) ? $"rack:\"{rack}\"" : $"rack:{rack}")}"));
        if (Tab is null)
        {
            crumbs.Add(new Crumb(server.Name));
        }
        else
        {
            crumbs.Add(new Crumb(server.Name, $"/servers/{server.Id}"));
            crumbs.Add(new Crumb(L[$"{Tab}.title"], Part is null ? null : $"/servers/{server.Id}/{Tab}"));
            if (Part is not null)
                crumbs.Add(new Crumb(L[$"{Part}.title"]));
        }
        Trail.Lay(Tab is null ? "/" : Part is null ? $"/servers/{server.Id}" : $"/servers/{server.Id}/{Tab}", crumbs);
    }

    private void Close()
    {
        _revoked.Dispose();
        _changes?.Dispose();
        _changes = null;
        _handle = null;
    }
}
