using Microsoft.AspNetCore.Components;
using Portal.Fleet.Servers;
using Portal.Web.Components.Parts;

namespace Portal.Web.Components.Servers;

/// <summary>The keys that a keyboard may lack or a browser keeps for itself, and which of them this server knows.</summary>
public sealed partial class ConsoleKeys
{
    private static readonly string[] s_left = ["Esc", "Tab"];
    private static readonly string[] s_often = ["F2", "F10", "F11", "F12"];
    private static readonly string[] s_editing = ["Ins", "Home", "PgUp", "Del", "End", "PgDn"];
    private static readonly (string Key, string Sign)[] s_arrows = [("Left", "←"), ("Down", "↓"), ("Up", "↑"), ("Right", "→")];

    private ModalDialog? _reset;
    private bool _asksSysRq;
    private bool _asksReset;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required bool CanWrite { get; set; }

    /// <summary>Null until the browser has told.</summary>
    [Parameter]
    public TerminalState? Terminal { get; set; }

    /// <summary>Presses a key by its name.</summary>
    [Parameter, EditorRequired]
    public required Func<string, Task> OnPress { get; set; }

    /// <summary>Calls a method of the terminal with one argument, or none when it is null.</summary>
    [Parameter, EditorRequired]
    public required Func<string, object?, Task> OnCall { get; set; }

    private TerminalKeys Keys => Terminal?.Keys ?? new TerminalKeys("xterm", "del");

    private Task ChooseBackspaceAsync(ChangeEventArgs e) => OnCall("setBackspace", e.Value?.ToString());

    private async Task ResetAsync()
    {
        await OnPress("Ctrl+Alt+Del");
        if (_reset is not null)
            await _reset.CloseAsync();
    }
}
