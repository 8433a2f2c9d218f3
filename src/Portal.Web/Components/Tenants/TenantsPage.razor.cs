using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Tenants;

/// <summary>All tenants, for those who manage them.</summary>
public sealed partial class TenantsPage
{
    private IReadOnlyList<TenantView>? _tenants;
    private ModalDialog? _dialog;
    private string _name = "";
    private string? _message;
    private bool _open;

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

    protected override Task OnInitializedAsync()
    {
        Trail.Lay(null, new Crumb(L["tenants.title"]));
        Hear(() => Tenants.Changed += Refresh, () => Tenants.Changed -= Refresh);
        Hear(() => Grants.Changed += Refresh, () => Grants.Changed -= Refresh);
        return RefreshAsync();
    }

    protected override async Task ReadAsync(CancellationToken ct) => _tenants = await Tenants.ListAsync(await Visit.GetCallerAsync(), ct);

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
