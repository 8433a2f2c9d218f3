using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Servers;

/// <summary>Asks for the reason why a serial line changes hands, and says so when it does not.</summary>
public sealed partial class LineDialog
{
    private ModalDialog? _dialog;
    private string _reason = "";
    private string? _refusal;
    private bool _busy;

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>What will happen.</summary>
    [Parameter, EditorRequired]
    public required string What { get; set; }

    /// <summary>The button that does it.</summary>
    [Parameter, EditorRequired]
    public required string Verb { get; set; }

    /// <summary>Does it, for a reason.</summary>
    [Parameter, EditorRequired]
    public required Func<string, Task> OnAgreed { get; set; }

    [Parameter]
    public EventCallback OnClosed { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    private async Task AgreeAsync()
    {
        if (_busy || string.IsNullOrWhiteSpace(_reason))
            return;
        (_busy, _refusal) = (true, null);
        try
        {
            await OnAgreed(_reason);
            await CloseAsync();
        }
        catch (LineRefusedException e)
        {
            _refusal = L[$"line.refused.{e.Code}", e.PossibleAt is { } at ? Visit.Clock(at) : ""];
        }
        catch (NotFoundException)
        {
            _refusal = L["line.refused.not_found"];
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task CloseAsync()
    {
        if (_dialog is not null)
            await _dialog.CloseAsync();
    }
}
