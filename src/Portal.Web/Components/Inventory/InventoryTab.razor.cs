using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Inventory;
using Portal.Fleet.Polling;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Inventory;

/// <summary>What a server is made of, and what changed in it. There also when the BMC is not.</summary>
public sealed partial class InventoryTab
{
    private const int MostChanges = 100;

    private InventoryView? _view;
    private IReadOnlyList<InventoryChange> _changes = [];
    private DateTimeOffset? _seen;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    private IEnumerable<InventoryPart> Shown => _view!.Parts.Where(part => part.Fields.Count > 0 || part.State is InventoryPartState.Failed or InventoryPartState.Read);

    private List<InventoryPart> Empty => [.. _view!.Parts.Where(part => part.Fields.Count == 0 && part.State is not (InventoryPartState.Failed or InventoryPartState.Read))];

    protected override void OnInitialized() => Keep(Handle.Watch(ReadingKind.Inventory));

    // The page gives a new server view with every change of its status: the beginning and the end of a reading are two.
    protected override Task OnParametersSetAsync() => RefreshAsync();

    protected override async Task ReadAsync(CancellationToken ct)
    {
        var isOther = _view is null || _seen != Server.Status.InventoryReadAt || _view.IsReading;
        if (!isOther && Handle.GetInventoryState() is var (state, isReading))
        {
            // Nothing new in it: the database is left alone, however often the status changes.
            _view = _view! with { State = state, IsReading = isReading };
            return;
        }

        _seen = Server.Status.InventoryReadAt;
        _view = await Handle.GetInventoryAsync(ct);
        _changes = await Handle.ListInventoryChangesAsync(MostChanges, ct);
    }

    private Task ReadNow()
    {
        Handle.ReadNow(ReadingKind.Inventory);
        return RefreshAsync();
    }

    private static string IdOf(InventoryPart part) => $"part-{string.Concat(part.Key.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'))}";
}
