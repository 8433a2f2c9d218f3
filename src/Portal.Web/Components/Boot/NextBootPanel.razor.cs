using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Boot;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Ipmi.Configuration;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Boot;

/// <summary>The boot device as it is in the BMC, and what it shall be. A boot that was asked for here leads to the console once the host starts.</summary>
public sealed partial class NextBootPanel
{
    private BootDevice _device;
    private bool _persistent;
    private bool _uefi = true;
    private PowerAction? _asked;
    private PowerOperationId? _follow;
    private string? _refusal;
    private bool _busy;
    private bool _done;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Parameter, EditorRequired]
    public required ChassisView View { get; set; }

    /// <summary>It was set and read back.</summary>
    [Parameter]
    public EventCallback<ChassisView> OnChanged { get; set; }

    /// <summary>Ask the BMC again.</summary>
    [Parameter]
    public EventCallback OnAgain { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private BootPlan Plan => new(_device, _persistent && _device != BootDevice.NoOverride, _uefi && _device != BootDevice.NoOverride);

    private bool MayStart => Server.Rights.HasFlag(PowerAction.BootToSetup.Right());

    private string? WhyNot => Server.WhyNot(L, PowerAction.BootToSetup);

    protected override void OnInitialized()
    {
        if (View.Flags.Value is not { } flags)
            return;
        if (flags is { Device: not BootDevice.NoOverride } && Api.Boot.BootDevices.All.Contains(flags.Device))
            (_device, _persistent, _uefi) = (flags.Device, flags.Persistent, flags.Uefi);
    }

    protected override void OnParametersSet()
    {
        if (_follow is not { } id || Server.Status.Operation is not { Ended: true } operation || operation.Id != id)
            return;
        _follow = null;
        if (operation.State == PowerOperationState.Confirmed && Server.Rights.HasFlag(BmcRight.ConsoleRead))
            Navigation.NavigateTo($"/servers/{Server.Id}/console");
    }

    private string Explained(BootFlagsView flags) => flags switch
    {
        { Valid: true, Persistent: true } => L["boot.valid.always.what"],
        { Valid: true } when View.Retention is { Is: true, Value: var kept } && kept.HasFlag(BootFlagRetention.Timeout) => L["boot.valid.kept.what"],
        { Valid: true } => L["boot.valid.once.what"],
        { Device: BootDevice.NoOverride } => L["boot.valid.none.what"],
        _ => L["boot.valid.no.what"],
    };

    private void Ask(PowerAction action)
    {
        if (WhyNot is null)
            _asked = action;
    }

    private async Task SetAsync()
    {
        if (_busy)
            return;
        (_busy, _done) = (true, false);
        _refusal = await L.TryAsync(async () =>
        {
            var view = await Handle.SetBootAsync(Plan, CancellationToken.None);
            _done = true;
            await OnChanged.InvokeAsync(view);
        });
        _busy = false;
        // What the BMC has now may be neither the old nor the new.
        if (_refusal is not null)
            await OnAgain.InvokeAsync();
    }

    private async Task AgainAsync()
    {
        (_busy, _done, _refusal) = (true, false, null);
        await OnAgain.InvokeAsync();
        _busy = false;
    }
}
