using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Inventory;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Overview;

/// <summary>What matters of a server in one list: draw, identifiers, who is attached, how its BMC is reached.</summary>
public sealed partial class KeyFacts
{
    private InventoryView? _inventory;
    private DateTimeOffset? _seen;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    private bool MayInventory => Server.Rights.HasFlag(BmcRight.Inventory);

    private string? Mac => _inventory?.Parts.FirstOrDefault(part => part.Kind == InventoryPartKind.Network)?["mac"];

    protected override Task OnParametersSetAsync() => MayInventory && (_inventory is null || _seen != Server.Status.InventoryReadAt) ? RefreshAsync() : Task.CompletedTask;

    protected override async Task ReadAsync(CancellationToken ct)
    {
        _seen = Server.Status.InventoryReadAt;
        _inventory = await Handle.GetInventoryAsync(ct);
    }

    private string Attached(string name) => Server.Status.Control.Driver?.Name == name ? L["overview.types", name] : name;
}
