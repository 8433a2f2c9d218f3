using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Portal.Fleet.Consoles;
using Portal.Fleet.Servers;
using Portal.Web.Components.Parts;

namespace Portal.Web.Components.Servers;

/// <summary>Linux's magic SysRq key, each command in words; those that end work ask once more.</summary>
public sealed partial class SysRqDialog
{
    private ModalDialog? _dialog;
    private SysRqCommand? _asked;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    /// <summary>Hears the key to send.</summary>
    [Parameter, EditorRequired]
    public required Func<string, Task> OnChosen { get; set; }

    [Parameter]
    public EventCallback OnClosed { get; set; }

    private async Task ChooseAsync(SysRqCommand command)
    {
        if (command.IsDangerous)
            _asked = command;
        else
            await SendAsync(command);
    }

    private async Task KeyAsync(KeyboardEventArgs e)
    {
        if (!e.CtrlKey && !e.AltKey && !e.MetaKey && SysRqCommand.Find(e.Key) is { } command)
            await ChooseAsync(command);
    }

    private async Task SendAsync(SysRqCommand command)
    {
        await CloseAsync();
        await OnChosen(command.Key.ToString());
    }

    private async Task CloseAsync()
    {
        if (_dialog is not null)
            await _dialog.CloseAsync();
    }
}
