using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;
using Portal.Web.Components.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Consoles;

/// <summary>One console of the wall.</summary>
public sealed partial class ConsoleTile : IAsyncDisposable
{
    private ElementReference _host;
    private IJSObjectReference? _handle;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    /// <summary>The terminal's module; null until it is loaded.</summary>
    [Parameter]
    public IJSObjectReference? Module { get; set; }

    /// <summary>Who types when it is somebody, else what is wrong.</summary>
    private string? Why => Server.Status.Control.Driver is { } driver ? L["wall.types", driver.Name] : L.Why(Server.Status);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_handle is null && Module is not null)
        {
            _handle = await Module.InvokeAsync<IJSObjectReference>(
                "mount", _host, new { serverId = Server.Id.ToString(), canWrite = Server.Rights.HasFlag(BmcRight.ConsoleWrite), labels = TerminalLabels.Of(L), compact = true, charset = TerminalLabels.Of(Server.ConsoleCharset) });
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_handle is not null)
            {
                await _handle.InvokeVoidAsync("dispose");
                await _handle.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the terminal with it.
        }
    }
}
