using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Fleet.Servers;
using Portal.Web.Components.Parts;

namespace Portal.Web.Components.Servers;

/// <summary>What the viewer can do about who types: answer those who ask, ask, or take over with a reason. Empty while nobody else is concerned.</summary>
public sealed partial class ConsoleControlStrip
{
    private ModalDialog? _dialog;
    private string _reason = "";
    private bool _taking;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    /// <summary>Opened with <see cref="BmcRight.ConsoleWrite"/>.</summary>
    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    private ConsoleControlView Control => Server.Status.Control;

    private bool Drives => Control.Driver?.UserId == Handle.Person.UserId;

    private bool Asks => Control.Asking.Any(person => person.UserId == Handle.Person.UserId);

    private async Task TakeAsync()
    {
        if (string.IsNullOrWhiteSpace(_reason))
            return;
        await Handle.TakeControlAsync(_reason, CancellationToken.None);
        _reason = "";
        await CloseAsync();
    }

    private async Task CloseAsync()
    {
        if (_dialog is not null)
            await _dialog.CloseAsync();
    }
}
