using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Auditing;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Servers;

/// <summary>Names the object and the effect, shows what it touches, asks once. What follows is the recorded operation, shown where the power is shown.</summary>
public sealed partial class PowerDialog
{
    private readonly string _key = Guid.NewGuid().ToString("N");
    private ModalDialog? _dialog;
    private PowerAction? _action;
    private string _reason = "";
    private string? _failure;
    private bool _asking;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    /// <summary>The verb; null lets the viewer choose first.</summary>
    [Parameter]
    public PowerAction? Action { get; set; }

    [Parameter]
    public EventCallback OnClosed { get; set; }

    [Inject]
    public required BmcAccess Access { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    protected override void OnInitialized() => _action = Action;

    private void Choose(PowerAction verb)
    {
        if (Server.WhyNot(L, verb) is null)
            _action = verb;
    }

    private async Task AskAsync(PowerAction action)
    {
        if (_asking)
            return;
        _asking = true;
        _failure = null;
        try
        {
            var handle = await Access.OpenAsync(await Visit.GetCallerAsync(), Server.Id, BmcRight.View | action.Right(), CancellationToken.None);
            // The key makes a double click, or a click repeated over a bad line, one operation.
            await handle.RequestPowerAsync(action, _reason.Trim() is { Length: > 0 } reason ? reason : null, _key, CancellationToken.None);
            await CloseAsync();
        }
        catch (PowerConflictException conflict)
        {
            _failure = L["power.conflict", L[$"power.{conflict.Current.Action}.verb"], conflict.Current.UserName];
        }
        catch (PowerPaceException pace)
        {
            _failure = L["power.tooMany", Math.Max(1, (int)Math.Ceiling(pace.Wait.TotalSeconds))];
        }
        catch (AuditUnavailableException)
        {
            _failure = L["audit.unavailable.what"];
        }
        catch (NotFoundException)
        {
            _failure = L["power.why.right"];
        }
        finally
        {
            _asking = false;
        }
    }

    private async Task CloseAsync()
    {
        if (_dialog is not null)
            await _dialog.CloseAsync();
    }
}
