using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using Portal.Fleet.Access;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Servers;

/// <summary>The terminal and what stands around it. Console bytes go from the hub to the browser's terminal; this component sees none.</summary>
public sealed partial class ConsoleTab : IAsyncDisposable
{
    private ElementReference _host;
    private ElementReference _findInput;
    private DotNetObjectReference<ConsoleTab>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _handle;
    private TerminalState? _terminal;
    private ConsoleStatusLine _line = null!;
    private PowerAction? _asked;
    private string? _me;
    private string _needle = "";
    private bool _finding;
    private bool _snippets;
    private bool _focusFind;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Inject]
    public required IJSRuntime Js { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private bool CanWrite => Server.Rights.HasFlag(BmcRight.ConsoleWrite);

    private bool Drives => Server.Status.Control.Driver?.UserId == Handle.Person.UserId;

    protected override async Task OnInitializedAsync() => _me = (await Visit.FindCallerAsync())?.Name;

    protected override void OnParametersSet() => _line = ConsoleStatusLine.Of(L, Visit, Server, _terminal, Handle.Person.UserId);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Js.InvokeAsync<IJSObjectReference>("import", "./dist/console.js");
            _screenReader = await _module.InvokeAsync<bool>("screenReader");
            await MountAsync();
            if (_screenReader)
                StateHasChanged();
        }
        if (_focusFind)
        {
            _focusFind = false;
            await _findInput.FocusAsync();
        }
    }

    /// <summary>The terminal tells its state.</summary>
    [JSInvokable]
    public void OnTerminalState(TerminalState state)
    {
        _terminal = state;
        _line = ConsoleStatusLine.Of(L, Visit, Server, state, Handle.Person.UserId);
        StateHasChanged();
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
            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the terminal with it.
        }
        _self?.Dispose();
    }

    private async Task CallAsync(string method, params object?[] arguments)
    {
        if (_handle is not null)
            await _handle.InvokeVoidAsync(method, arguments);
    }

    private Task CallWithAsync(string method, object? argument) => argument is null ? CallAsync(method) : CallAsync(method, argument);

    private async Task PressAsync(string key)
    {
        await CallAsync("key", key);
        await CallAsync("focus");
    }

    private Task ReconnectPortalAsync() => CallAsync("reconnect");

    private Task TryNowAsync() => Handle.ReconnectAsync(CancellationToken.None);

    private string RoleOf(string person)
    {
        var control = Server.Status.Control;
        string[] words =
        [
            .. person == _me ? [L["console.you"].Value] : Array.Empty<string>(),
            .. control.Driver?.Name == person ? [L["control.types"].Value] : Array.Empty<string>(),
            .. control.Asking.Any(asker => asker.Name == person) ? [L["control.wants"].Value] : Array.Empty<string>(),
        ];
        return words.Length > 0 ? string.Join(" · ", words) : L["console.attached"];
    }

    private Task FindAsync(bool backwards) => CallAsync("find", _needle, backwards);

    private async Task ToggleFindAsync()
    {
        if (_finding)
        {
            await CloseFindAsync();
            return;
        }
        _finding = _focusFind = true;
    }

    private async Task CloseFindAsync()
    {
        _finding = false;
        await CallAsync("find", "", false);
        await CallAsync("focus");
    }

    private async Task FindKeyAsync(KeyboardEventArgs e)
    {
        if (e.Key == "Escape")
            await CloseFindAsync();
    }
}
