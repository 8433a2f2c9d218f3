using Portal.Fleet.Views;

namespace Portal.Web.Api.Fleet;

/// <summary>A saved view of the fleet.</summary>
/// <param name="Sort">A column; with a dash in front the other way round.</param>
/// <param name="Group"><c>rack</c>, <c>site</c>, <c>tenant</c> or <c>tag</c>.</param>
/// <param name="Columns">Keys of columns with commas between them.</param>
/// <param name="ChangedBy">Who wrote what it says now.</param>
internal sealed record ViewJson(string Id, string Name, string? Query, string? Sort, string? Group, string? Columns, bool Shared, DateTimeOffset ChangedAt, string ChangedBy)
{
    public static ViewJson From(ViewView view) => new(
        view.Id.ToString("N"), view.Name, view.Query, view.Sort, view.Grouping, view.Columns, view.Shared, view.ChangedAt, view.ChangedBy);
}
