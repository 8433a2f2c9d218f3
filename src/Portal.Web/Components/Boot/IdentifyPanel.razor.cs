using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Boot;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Ipmi.Commands.Chassis;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Boot;

/// <summary>The light that shows people on site the right machine: whether it shines, until when, and who wanted that.</summary>
public sealed partial class IdentifyPanel
{
    private string? _refusal;
    private bool _busy;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Parameter, EditorRequired]
    public required ChassisView View { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    /// <summary>What the portal did; the BMC's own word counts more, where it is newer.</summary>
    private IdentifyNote? Lit => Server.Status.Identify is { } note && (note.Until is null || note.Until > Visit.Now)
        && !(View.Status is { Is: true, Value: { Identify: IdentifyState.Off } } && View.ReadAt > note.At) ? note : null;

    private StateWord State => (Lit, View.Status) switch
    {
        (not null, _) => new("live", "live", L["identify.lit"]),
        (_, { Is: true, Value: { Identify: IdentifyState.Temporary or IdentifyState.Indefinite } }) => new("live", "live", L["identify.lit"]),
        (_, { Is: true, Value: { Identify: IdentifyState.Off } }) => new("off", "off", L["identify.dark"]),
        _ => new("unk", "unk", L["identify.unknown"]),
    };

    private async Task LightAsync(byte? seconds)
    {
        if (_busy)
            return;
        _busy = true;
        _refusal = await L.TryAsync(() => Handle.IdentifyAsync(seconds, CancellationToken.None));
        _busy = false;
        await OnChanged.InvokeAsync();
    }
}
