using Microsoft.AspNetCore.Components;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Servers;

/// <summary>The way to the console doctor: plain where the console looks blank, quiet where it is fine.</summary>
public sealed partial class DoctorOffer
{
    /// <summary>A host that prints nothing for so long may well be idle, but one who looks at it wants to know.</summary>
    private static readonly TimeSpan s_silent = TimeSpan.FromMinutes(10);

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    /// <summary>Shown only while nothing looks wrong.</summary>
    [Parameter]
    public bool Quiet { get; set; }

    [SupplyParameterFromQuery(Name = DoctorPanel.Query)]
    public string? Open { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    private bool LooksBlank => Server.Status switch
    {
        { Console: ConsoleLineState.Refused or ConsoleLineState.HeldByOther or ConsoleLineState.Off or ConsoleLineState.NotRecorded } => true,
        { Console: ConsoleLineState.Live, LastByteAt: { } last } => Visit.Now - last > s_silent,
        { Console: ConsoleLineState.Live } => true,
        { Link: LinkState.Waiting } => true,
        _ => false,
    };
}
