using Microsoft.JSInterop;
using Portal.Fleet.Consoles;

namespace Portal.Web.Components.Servers;

/// <content>How the terminal shows what the server prints.</content>
public sealed partial class ConsoleTab
{
    private ConsoleCharset? _charset;
    private bool _screenReader;

    /// <summary>What the bytes mean here: what the viewer chose, else the server's setting.</summary>
    private ConsoleCharset Charset => _charset ?? Server.ConsoleCharset;

    private async Task MountAsync()
    {
        _handle = await _module!.InvokeAsync<IJSObjectReference>("mount", _host, new
        {
            serverId = Server.Id.ToString(),
            canWrite = CanWrite,
            labels = TerminalLabels.Of(L),
            dotnet = _self,
            charset = TerminalLabels.Of(Charset),
        });
        // Who came to the doctor, or went to it before the terminal was there, keeps the focus where it is.
        if (!Navigation.Uri.Contains("doctor=", StringComparison.Ordinal))
            await CallAsync("focus");
    }

    /// <summary>Reads the record anew in another character set: what stands in the terminal was drawn in the old one.</summary>
    private async Task ReadAsAsync(ConsoleCharset charset)
    {
        if (charset == Charset || _handle is not { } old)
            return;
        _charset = charset;
        _handle = null;
        await old.InvokeVoidAsync("dispose");
        await old.DisposeAsync();
        await MountAsync();
    }

    private async Task SpeakAsync(bool on)
    {
        _screenReader = on;
        await _module!.InvokeVoidAsync("rememberScreenReader", on);
        await CallAsync("setScreenReader", on);
    }
}
