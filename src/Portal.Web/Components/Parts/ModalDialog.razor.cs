using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Web.Components.Parts;

/// <summary>A native dialog: the browser keeps focus inside, Esc closes it, and focus returns to where it came from.</summary>
public sealed partial class ModalDialog : IAsyncDisposable
{
    private ElementReference _element;
    private IJSObjectReference? _module;

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
    public async Task CloseAsync()
    {
        if (_module is not null)
            await _module.InvokeVoidAsync("closeDialog", _element);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _module = await Js.InvokeAsync<IJSObjectReference>("import", ShellModule.Path);
        await _module.InvokeVoidAsync("openDialog", _element);
    }

    public async ValueTask DisposeAsync()
    {
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
}
