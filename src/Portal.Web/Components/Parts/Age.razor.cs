using Microsoft.AspNetCore.Components;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Parts;

/// <summary>The age of a live figure.</summary>
public sealed partial class Age
{
    /// <summary>When it was read; null when never.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset? At { get; set; }

    /// <summary>Says "3 s ago" rather than "3 s".</summary>
    [Parameter]
    public bool Ago { get; set; }

    /// <summary>The figure does not go bad with time: a last line, an operation.</summary>
    [Parameter]
    public bool NeverStale { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    private bool Stale => !NeverStale && At is { } at && Visit.IsStale(at);

    private string Words(DateTimeOffset at)
    {
        var words = Duration.Short(L, Visit.Now - at);
        return Ago || Stale ? L["age.ago", words] : words;
    }
}
