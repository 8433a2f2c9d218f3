using Microsoft.AspNetCore.Components;
using Portal.Fleet.Events;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Readings;

/// <summary>Events, decoded, with their bytes at hand.</summary>
public sealed partial class EventTable
{
    [Parameter, EditorRequired]
    public required ICollection<EventView> Events { get; set; }

    /// <summary>They are of more than one server.</summary>
    [Parameter]
    public bool ShowServer { get; set; }

    /// <summary>Those that are picked.</summary>
    [Parameter]
    public ISet<long> Picked { get; set; } = new HashSet<long>();

    /// <summary>Called when the pick changes; null: nothing can be picked.</summary>
    [Parameter]
    public Action? OnAcknowledge { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    private void Pick(long id, bool isPicked)
    {
        if (isPicked)
            Picked.Add(id);
        else
            Picked.Remove(id);
        OnAcknowledge?.Invoke();
    }

    private string Moment(EventView one) => one.LoggedAt is { } logged
        ? $"{L["events.logged"]} {Visit.Moment(logged)} · {L["events.seen"]} {Visit.Moment(one.SeenAt)}"
        : $"{L["events.noTime"]} · {L["events.seen"]} {Visit.Moment(one.SeenAt)}";

    private static string Spaced(string raw) => string.Join(' ', raw.Chunk(8).Select(part => new string(part)));
}
