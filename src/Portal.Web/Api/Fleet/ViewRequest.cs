using Portal.Fleet.Views;

namespace Portal.Web.Api.Fleet;

/// <summary>A view of the fleet to save.</summary>
internal sealed record ViewRequest
{
    /// <summary>1 to 64 characters.</summary>
    public required string Name { get; init; }

    /// <summary>A filter as in the list of servers.</summary>
    public string? Query { get; init; }

    /// <summary>A column; with a dash in front the other way round.</summary>
    public string? Sort { get; init; }

    /// <summary><c>rack</c>, <c>site</c>, <c>tenant</c> or <c>tag</c>.</summary>
    public string? Group { get; init; }

    /// <summary>Keys of columns with commas between them.</summary>
    public string? Columns { get; init; }

    /// <summary>For all of the staff, or all of your tenant; only administrators save such.</summary>
    public bool Shared { get; init; }

    public ViewFields ToFields() => new(Name, Query, Sort, Group, Columns, Shared);
}
