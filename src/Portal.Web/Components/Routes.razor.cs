using Microsoft.AspNetCore.Components;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components;

public sealed partial class Routes
{
    /// <summary>The viewer's time zone, as the browser told it.</summary>
    [Parameter]
    public string? Zone { get; set; }

    /// <summary>Whether consoles open as plain text in this browser.</summary>
    [Parameter]
    public bool PrefersText { get; set; }

    /// <summary>Which keys open the portal's menu over a terminal.</summary>
    [Parameter]
    public string? Chord { get; set; }

    /// <summary>The address the page was asked for from; goes to the audit log.</summary>
    [Parameter]
    public string? RemoteAddress { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    protected override void OnInitialized()
    {
        Visit.Begin(Zone, RemoteAddress);
        Visit.PrefersText = PrefersText;
        Visit.Chord = ConsoleChord.Known(Chord);
    }
}
