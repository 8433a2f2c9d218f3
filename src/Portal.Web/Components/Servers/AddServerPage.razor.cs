using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Servers;

/// <summary>Takes a server under management, then goes to its page, where the connection test runs.</summary>
public sealed partial class AddServerPage
{
    private static readonly string[] s_fields = ["name", "address", "port", "username", "password", "site", "rack", "tenant", "tags", "notes"];

    private readonly ServerForm _form = new();
    private FleetHandle? _fleet;
    private IReadOnlyList<string> _tenants = [];
    private bool _missing;
    private bool _adding;

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required TenantDirectory Tenants { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    protected override async Task OnInitializedAsync()
    {
        Trail.Lay("/", new Crumb(L["fleet.title"], "/"), new Crumb(L["add.title"]));
        try
        {
            var caller = await Visit.GetCallerAsync();
            _fleet = await Access.OpenFleetAsync(caller, CancellationToken.None);
            if (await Tenants.MayManageAsync(caller, CancellationToken.None))
                _tenants = [.. (await Tenants.ListAsync(caller, CancellationToken.None)).Select(tenant => tenant.Name)];
        }
        catch (NotFoundException)
        {
            _missing = true;
        }
    }

    private string? Invalid(string field) => _form.WrongField == field ? "true" : null;

    private async Task AddAsync()
    {
        _form.Clear();
        if (_adding || _fleet is null || !_form.TryReadPort(L, out var port))
            return;
        _adding = true;
        try
        {
            ServerView? server = null;
            if (await Prompt.RunAsync(async () => server = await _fleet.AddServerAsync(_form.ToNewServer(port), CancellationToken.None)))
                Navigation.NavigateTo($"/servers/{server!.Id}?test");
        }
        catch (InvalidServerException refusal)
        {
            _form.Refuse(L, refusal);
        }
        finally
        {
            _adding = false;
        }
    }
}
