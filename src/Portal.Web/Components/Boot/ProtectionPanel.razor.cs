using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Boot;

/// <summary>What guards a server's power: a lock with who, why and until when, and the name typed before what destroys.</summary>
public sealed partial class ProtectionPanel
{
    private string _reason = "";
    private int _hours;
    private string? _refusal;
    private bool _busy;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    private bool MayLift => Server.Rights.HasFlag(BmcRight.PowerHard) && (Server.Protection is not { ByAdministrator: true } || Server.Rights.HasFlag(BmcRight.Administer));

    private Task ProtectAsync() => DoAsync(async () =>
    {
        await Handle.ProtectAsync(_reason.Trim(), _hours == 0 ? null : Visit.Now.AddHours(_hours), CancellationToken.None);
        _reason = "";
    });

    private Task LiftAsync() => DoAsync(() => Handle.UnprotectAsync(CancellationToken.None));

    private Task ConfirmAsync(bool on) => DoAsync(() => Handle.SetConfirmByNameAsync(on, CancellationToken.None));

    private async Task DoAsync(Func<Task> act)
    {
        if (_busy)
            return;
        _busy = true;
        _refusal = await L.TryAsync(() => Prompt.RunAsync(act));
        _busy = false;
    }
}
