using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Tenants;

/// <summary>All tenants, for those who manage them.</summary>
public sealed partial class TenantsPage : IDisposable
{
    private IReadOnlyList<TenantView>? _tenants;
    private ModalDialog? _dialog;
    private string _name = "";
    private string? _message;
    private bool _open;
    private bool _missing;
    private bool _gone;

    /// <summary>A part of the name.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Q { get; set; }

    [Inject]
    public required TenantDirectory Tenants { get; init; }

    [Inject]
    public required GrantBook Grants { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private List<TenantView> Shown => [.. (_tenants ?? []).Where(tenant => string.IsNullOrWhiteSpace(Q) || tenant.Name.Contains(Q.Trim(), StringComparison.OrdinalIgnoreCase))];

    protected override async Task OnInitializedAsync()
    {
        Trail.Lay(null, new Crumb(L["tenants.title"]));
        Tenants.Changed += OnChanged;
        Grants.Changed += OnChanged;
        await ReadAsync();
    }

    public void Dispose()
    {
        _gone = true;
        Grants.Changed -= OnChanged;
        Tenants.Changed -= OnChanged;
    }

    private void OnChanged() => _ = InvokeAsync(async () =>
    {
        if (_gone)
            return;
        await ReadAsync();
        StateHasChanged();
    });

    private async Task ReadAsync()
    {
        try
        {
            _tenants = await Tenants.ListAsync(await Visit.GetCallerAsync(), CancellationToken.None);
            _missing = false;
        }
        catch (NotFoundException)
        {
            _missing = true;
        }
    }

    private void Open() => (_name, _message, _open) = ("", null, true);

    private async Task AddAsync()
    {
        _message = null;
        try
        {
            var id = await Tenants.AddAsync(await Visit.GetCallerAsync(), _name, CancellationToken.None);
            await _dialog!.CloseAsync();
            Navigation.NavigateTo($"/tenants/{id:N}");
        }
        catch (InvalidServerException invalid)
        {
            _message = L[$"tenants.error.{invalid.Code}"];
        }
        catch (NotFoundException)
        {
            _message = L["access.gone"];
        }
    }
}
