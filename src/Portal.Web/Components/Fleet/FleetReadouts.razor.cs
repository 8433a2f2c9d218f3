using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;

namespace Portal.Web.Components.Fleet;

/// <summary>How many of everything; each figure leads to its servers.</summary>
public sealed partial class FleetReadouts
{
    private (int Critical, int Warning, int Unknown, int Ok, int On, int Off, long Watts) _counts;

    [Parameter, EditorRequired]
    public required IReadOnlyList<ServerView> Servers { get; set; }

    /// <summary>The address of the page with this query.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string> HrefOf { get; set; }

    [Parameter]
    public bool MayAdd { get; set; }

    /// <summary>What else stands in this line.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    protected override void OnParametersSet()
    {
        _counts = default;
        foreach (var server in Servers)
        {
            switch (server.Status.Health())
            {
                case ServerHealth.Critical: _counts.Critical++; break;
                case ServerHealth.Warning: _counts.Warning++; break;
                case ServerHealth.Unknown: _counts.Unknown++; break;
                default: _counts.Ok++; break;
            }
            if (server.Status.Power == PowerState.On)
                _counts.On++;
            if (server.Status.Power == PowerState.Off)
                _counts.Off++;
            _counts.Watts += server.Status.Sensors?.Watts ?? 0;
        }
    }

    private string Width(int count) => (180.0 * count / Math.Max(1, Servers.Count)).ToString("0.#", CultureInfo.InvariantCulture);
}
