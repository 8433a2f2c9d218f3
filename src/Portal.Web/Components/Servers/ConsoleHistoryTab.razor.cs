using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Fleet.Servers;

namespace Portal.Web.Components.Servers;

/// <summary>A console's past, as a player. The page's script has the terminal, the seek bar and everything that moves; this renders their places and words.</summary>
public sealed partial class ConsoleHistoryTab : IAsyncDisposable
{
    private static readonly string[] s_formats = ["text", "raw", "asciicast"];
    private static readonly string[] s_speeds = ["0.5", "1", "2", "4", "8", "16", "32", "64"];
    private static readonly (int Seconds, string Name)[] s_ranges = [(0, "all"), (900, "quarter"), (3_600, "hour"), (21_600, "sixHours"), (86_400, "day"), (604_800, "week")];

    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _replay;
    private ConsoleInfo? _console;
    private bool _mounted;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Inject]
    public required IJSRuntime Js { get; init; }

    protected override async Task OnInitializedAsync() => _console = await Handle.GetConsoleAsync(CancellationToken.None);

    // Later the script has it. While nothing is recorded, each change of the server may be the first byte.
    protected override bool ShouldRender() => !_mounted;

    protected override async Task OnParametersSetAsync()
    {
        if (_console is { } console && console.FirstOffset >= console.NextOffset && Server.Status.ConsoleOffset > console.NextOffset)
            _console = await Handle.GetConsoleAsync(CancellationToken.None);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_mounted || _console is not { } console || console.FirstOffset >= console.NextOffset)
            return;
        _mounted = true;
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "./dist/console.js");
        _replay = await _module.InvokeAsync<IJSObjectReference>(
            "replay", _root, new { serverId = Server.Id.ToString(), labels = TerminalLabels.Of(L), words = ReplayWords.Of(L), charset = TerminalLabels.Of(Server.ConsoleCharset), next = console.NextOffset });
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_replay is not null)
            {
                await _replay.InvokeVoidAsync("dispose");
                await _replay.DisposeAsync();
            }
            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the replay with it.
        }
    }

    private string LogAddress(string format) => $"/api/v1/servers/{Server.Id}/console/log?format={format}";
}
