using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;

namespace Portal.Web.Components.Servers;

/// <summary>What matters of one server now, what happened, and what can be done with it.</summary>
public sealed partial class OverviewTab
{
    private bool _testing;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    /// <summary>Starts the connection test by itself.</summary>
    [Parameter]
    public bool RunTest { get; set; }

    protected override void OnInitialized() => _testing = RunTest;
}
