using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;

namespace Portal.Web.Components.Fleet;

/// <summary>How many of everything; each figure leads to its servers.</summary>
public sealed partial class FleetReadouts
{
    private (int Ok, int Unknown, int On, int Off) _counts;

    [Parameter, EditorRequired]
    public required IReadOnlyList<ServerView> Servers { get; set; }

    /// <summary>The address of the page with this query.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string> HrefOf { get; set; }

    [Parameter]
    public bool MayAdd { get; set; }

    protected override void OnParametersSet()
    {
        var (ok, on, off) = (0, 0, 0);
        foreach (var server in Servers)
        {
            if (server.Status.Link == LinkState.Online)
                ok++;
            if (server.Status.Power == PowerState.On)
                on++;
            if (server.Status.Power == PowerState.Off)
                off++;
        }
        _counts = (ok, Servers.Count - ok, on, off);
    }

    private string Width(int count) => (180.0 * count / Math.Max(1, Servers.Count)).ToString("0.#", CultureInfo.InvariantCulture);
}
