using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Boot;
using Portal.Fleet.Servers;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Web.Components.Boot;

/// <summary>What the host does when mains power returns.</summary>
public sealed partial class PolicyPanel
{
    private PowerRestorePolicy? _chosen;
    private string? _refusal;
    private bool _busy;
    private bool _done;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Parameter, EditorRequired]
    public required ChassisView View { get; set; }

    [Parameter]
    public EventCallback<ChassisView> OnChanged { get; set; }

    private PowerRestorePolicy Now => View.Status.Value.RestorePolicy;

    /// <summary>Where the BMC does not tell what it offers, trying tells.</summary>
    private bool Offers(PowerRestorePolicy policy) => !View.Policies.Is || View.Policies.Value == PowerRestorePolicies.None || View.Policies.Value.HasFlag((PowerRestorePolicies)(1 << (int)policy));

    private async Task SetAsync()
    {
        if (_busy || _chosen is not { } policy)
            return;
        (_busy, _done) = (true, false);
        _refusal = await L.TryAsync(async () =>
        {
            var view = await Handle.SetRestorePolicyAsync(policy, CancellationToken.None);
            (_done, _chosen) = (true, null);
            await OnChanged.InvokeAsync(view);
        });
        _busy = false;
    }
}
