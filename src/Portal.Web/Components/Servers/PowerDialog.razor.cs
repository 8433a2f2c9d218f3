using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Boot;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Web.Components.Boot;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Servers;

/// <summary>Names the object and the effect, shows what it touches, asks once. What follows is the recorded operation, shown where the power is shown.</summary>
public sealed partial class PowerDialog
{
    private static readonly int[] s_hardOffs = [0, 1, 2, 5, 10, 30];

    private readonly string _key = Guid.NewGuid().ToString("N");
    private ModalDialog? _dialog;
    private PowerAction? _action;
    private string _reason = "";
    private string? _failure;
    private string _typed = "";
    private int _hardOff;
    private IReadOnlyList<string> _similar = [];
    private bool _asking;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    /// <summary>The verb; null lets the viewer choose first.</summary>
    [Parameter]
    public PowerAction? Action { get; set; }

    /// <summary>What to boot from, where the verb sets that.</summary>
    [Parameter]
    public BootPlan? Boot { get; set; }

    /// <summary>It was recorded and began.</summary>
    [Parameter]
    public EventCallback<PowerOperationView> OnRecorded { get; set; }

    [Parameter]
    public EventCallback OnClosed { get; set; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    protected override async Task OnInitializedAsync()
    {
        _action = Action;
        _similar = SimilarNames.Of(Server.Name, (await Access.ListAsync(await Visit.GetCallerAsync(), CancellationToken.None)).Select(other => other.Name));
    }

    private bool AsksName(PowerAction action) => Server.ConfirmByName && action.TouchesHost() && action.IsDestructive();

    private bool IsBlocked(PowerAction action) => (Server.Protection is not null && action.TouchesHost()) || (AsksName(action) && _typed.Trim() != Server.Name);

    private void Choose(PowerAction verb)
    {
        if (Server.WhyNot(L, verb) is null)
            _action = verb;
    }

    private async Task AskAsync(PowerAction action)
    {
        if (_asking || IsBlocked(action))
            return;
        _asking = true;
        // The key makes a double click, or a click repeated over a bad line, one operation.
        var ask = new PowerAsk(action)
        {
            Reason = _reason.Trim() is { Length: > 0 } reason ? reason : null,
            IdempotencyKey = _key,
            Confirm = _typed.Trim(),
            Boot = action.SetsBoot() ? Boot : null,
            HardOffAfter = action == PowerAction.Soft && _hardOff > 0 ? TimeSpan.FromMinutes(_hardOff) : null,
        };
        PowerOperationView? recorded = null;
        _failure = await L.TryAsync(async () =>
        {
            var handle = await Access.OpenAsync(await Visit.GetCallerAsync(), Server.Id, BmcRight.View | action.Right(), CancellationToken.None);
            await Prompt.RunAsync(async () => recorded = await handle.RequestPowerAsync(ask, CancellationToken.None));
        });
        _asking = false;
        if (recorded is null)
            return;
        await OnRecorded.InvokeAsync(recorded);
        await CloseAsync();
    }

    private async Task CloseAsync()
    {
        if (_dialog is not null)
            await _dialog.CloseAsync();
    }
}
