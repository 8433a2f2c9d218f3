using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Web.Components.Parts;

/// <summary>A native dialog: the browser keeps focus inside, Esc closes it, and focus returns to where it came from.</summary>
public sealed partial class ModalDialog : IAsyncDisposable
{
    private ElementReference _element;
    private IJSObjectReference? _module;
    private bool _gone;

    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    /// <summary>Id of the heading that names the dialog.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public bool Narrow { get; set; }

    /// <summary>It was closed, by whatever way; the owner takes it out of the page.</summary>
    [Parameter]
    public EventCallback OnClosed { get; set; }

    [Inject]
    public required IJSRuntime Js { get; init; }

    /// <summary>Closes as Esc would.</summary>
    public Task CloseAsync() => TellAsync("closeDialog");

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _module = await Js.InvokeAsync<IJSObjectReference>("import", ShellModule.Path);
        if (_gone)
            await DisposeAsync();
        else
            await TellAsync("openDialog");
    }

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        try
        {
            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the module with it.
        }
    }

    private async Task TellAsync(string what)
    {
        try
        {
            if (_module is not null && !_gone)
                await _module.InvokeVoidAsync(what, _element);
        }
        catch (Exception exception) when (_gone && exception is JSException or JSDisconnectedException or ObjectDisposedException)
        {
            // What it asked about has changed meanwhile, and its owner took it out of the page.
        }
    }
}
