using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Portal.Fleet.Access;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Layout;

/// <summary>Where one can go, and who one is. Lies at the bottom on a phone.</summary>
public sealed partial class Rail : IDisposable
{
    private static readonly TimeSpan s_atMost = TimeSpan.FromSeconds(5);

    private IDisposable? _watch;
    private string _name = "";
    private bool _mayAudit;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required FleetFeed Feed { get; init; }

    private string Path => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];

    private bool IsFleet => Path == "/" || Path.StartsWith("/servers/", StringComparison.Ordinal);

    private bool IsConsoles => Path == "/consoles";

    private bool IsOperations => Path == "/operations";

    private int Running => Feed.Servers?.Count(server => server.Status.Operation is { Ended: false }) ?? 0;

    private int Alerts => Feed.Servers?.Sum(server => server.Status.Alerts.Critical + server.Status.Alerts.Warning) ?? 0;

    private string Initials => _name.Length == 0 ? "" : _name[..Math.Min(2, _name.Length)].ToLowerInvariant();

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        var caller = await Visit.FindCallerAsync();
        _name = caller?.Name ?? "";
        _mayAudit = caller is not null && await Access.MayReadAuditAsync(caller, CancellationToken.None);
        _watch = Feed.Watch(() => _ = InvokeAsync(StateHasChanged), s_atMost);
    }

    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _watch?.Dispose();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(StateHasChanged);
}
