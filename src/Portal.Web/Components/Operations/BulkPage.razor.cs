using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Power.Bulk;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Operations;

/// <summary>One bulk operation, found again.</summary>
public sealed partial class BulkPage
{
    private BulkView? _bulk;
    private bool _found = true;

    [Parameter]
    public required string Id { get; set; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required Trail Trail { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override async Task OnParametersSetAsync()
    {
        Trail.Lay(null, new Crumb(L["operations.title"], "/operations"), new Crumb(L["bulk.title"]));
        try
        {
            _bulk = BulkId.TryParse(Id, out var id) ? await Access.GetBulkAsync(await Visit.GetCallerAsync(), id, CancellationToken.None) : null;
            _found = _bulk is not null;
        }
        catch (NotFoundException)
        {
            _found = false;
        }
    }
}
