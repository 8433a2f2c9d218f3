using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Requests;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Layout;

public sealed partial class AccessRail : IDisposable
{
    private bool _reads;
    private bool _keeps;
    private int _waiting;
    private bool _gone;

    /// <summary>As items of the account's menu, where a phone has them.</summary>
    [Parameter]
    public bool InMenu { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required GrantBook Grants { get; init; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required RequestBook Requests { get; init; }

    private string Class => InMenu ? "menu-item only-phone-menu" : "rail-link rail-wide";

    private string Path => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];

    private bool IsPeople => Path is "/people" or "/tenant" or "/grants" or "/roles" || Path.StartsWith("/tenants", StringComparison.Ordinal) || Path.StartsWith("/handovers", StringComparison.Ordinal);

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        Requests.Changed += OnChanged;
        await ReadAsync();
    }

    public void Dispose()
    {
        _gone = true;
        Requests.Changed -= OnChanged;
        Navigation.LocationChanged -= OnLocationChanged;
    }

    private async Task ReadAsync()
    {
        if (_gone || await Visit.FindCallerAsync() is not { } caller)
            return;
        _reads = await Grants.MayReadAsync(caller, CancellationToken.None);
        _keeps = await Access.MayManageCredentialsAsync(caller, CancellationToken.None);
        _waiting = await Requests.CountWaitingAsync(caller, CancellationToken.None);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => OnChanged();

    private void OnChanged() => _ = InvokeAsync(async () =>
    {
        await ReadAsync();
        if (!_gone)
            StateHasChanged();
    });
}
