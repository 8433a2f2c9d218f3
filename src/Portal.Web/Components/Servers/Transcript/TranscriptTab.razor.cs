using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Servers.Transcript;

/// <summary>
/// The console as plain text: lines that a screen reader can walk through, a phone can scroll and a bad link can carry, and a line to type.
/// New lines are never a live region; a sentence at most every five seconds says that there are some, for those who want it.
/// </summary>
public sealed partial class TranscriptTab : IAsyncDisposable
{
    private static readonly TimeSpan s_showAtMost = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_announceAtMost = TimeSpan.FromSeconds(5);
    private static readonly object s_open = new();
    private static readonly (string Name, string Sequence)[] s_keys = [("Esc", "\e"), ("Tab", "\t"), ("Ctrl C", "\u0003"), ("Ctrl D", "\u0004")];

    private readonly CancellationTokenSource _end = new();
    private ElementReference _host;
    private IJSObjectReference? _module;
    private IJSObjectReference? _follower;
    private TranscriptFeed? _feed;
    private BmcHandle? _followed;
    private ConsoleStatusLine _line = null!;
    private string _text = "";
    private string? _said;
    private string? _announcement;
    private long _announced;
    private bool _announces = true;
    private bool _showing;
    private bool _changed;
    private bool _announcing;
    private bool _loading;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Inject]
    public required IJSRuntime Js { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private bool CanWrite => Server.Rights.HasFlag(BmcRight.ConsoleWrite);

    private bool Drives => Server.Status.Control.Driver?.UserId == Handle.Person.UserId;

    protected override void OnParametersSet()
    {
        _line = ConsoleStatusLine.Of(L, Visit, Server, null, Handle.Person.UserId);
        // Other rights came with another handle; the old one follows nothing any more.
        if (_followed is not null && _followed != Handle)
            _ = FollowAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "./dist/transcript.js");
        _announces = await _module.InvokeAsync<bool>("announces");
        _follower = await _module.InvokeAsync<IJSObjectReference>("follow", _host);
        await FollowAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        try
        {
            if (_follower is not null)
            {
                await _follower.InvokeVoidAsync("dispose");
                await _follower.DisposeAsync();
            }
            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the lines with it.
        }
        _end.Dispose();
    }

    private async Task FollowAsync()
    {
        var ct = _end.Token;
        var feed = new TranscriptFeed(Handle, Server.ConsoleCharset, () => _ = ShowAsync(ct));
        _followed = Handle;
        _announced = 0;
        try
        {
            _feed = feed;
            StateHasChanged();
            await feed.RunAsync(ct);
        }
        catch (Exception e) when (e is OperationCanceledException or NotFoundException)
        {
            // The page is gone, or may not show it any more: the page itself tells that.
        }
    }

    /// <summary>Shows what came, at most twice a second.</summary>
    private async Task ShowAsync(CancellationToken ct)
    {
        _changed = true;
        if (_showing)
            return;
        _showing = true;
        try
        {
            while (_changed)
            {
                _changed = false;
                StateHasChanged();
                _ = AnnounceAsync(ct);
                await Task.Delay(s_showAtMost, Time, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
        finally
        {
            _showing = false;
        }
    }

    private async Task AnnounceAsync(CancellationToken ct)
    {
        if (_announcing || !_announces || _feed is not { } feed)
            return;
        _announcing = true;
        try
        {
            // What was there before is read by walking through it. Waits first, so that one sentence tells of all that comes together.
            if (_announced == 0)
                _announced = feed.Count;
            await Task.Delay(s_announceAtMost, Time, ct);
            var news = feed.Count - _announced;
            _announced = feed.Count;
            if (news <= 0 || !_announces)
                return;
            var last = feed.Entries.LastOrDefault(entry => entry.Text.Length > 0)?.Text ?? "";
            _announcement = news == 1 ? last : L["transcript.news", news, last];
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
        finally
        {
            _announcing = false;
        }
    }

    private async Task LoadEarlierAsync()
    {
        if (_loading || _feed is null)
            return;
        _loading = true;
        try
        {
            await _feed.LoadEarlierAsync(_end.Token);
        }
        finally
        {
            _loading = false;
        }
    }

    private async Task SendAsync()
    {
        var line = _text;
        if (await TypeAsync(line + "\r"))
            _text = "";
    }

    private async Task<bool> TypeAsync(string text)
    {
        _said = null;
        try
        {
            await Handle.WriteConsoleAsync(Encoding.UTF8.GetBytes(text), _end.Token);
            if (_follower is not null)
                await _follower.InvokeVoidAsync("toEnd");
            return true;
        }
        catch (ConsoleControlledException e)
        {
            _said = L["terminal.refusedWatching", e.Driver];
        }
        catch (ConsoleUnavailableException e)
        {
            _said = L[e.Interrupted ? "terminal.refusedLost" : "terminal.refusedUnavailable"];
        }
        return false;
    }

    private async Task SwitchAnnouncingAsync()
    {
        _announces = !_announces;
        _announcement = null;
        if (_feed is not null)
            _announced = _feed.Count;
        if (_module is not null)
            await _module.InvokeVoidAsync("setAnnounces", _announces);
    }

    private async Task SwitchFirstAsync()
    {
        Visit.PrefersText = !Visit.PrefersText;
        if (_module is not null)
            await _module.InvokeVoidAsync("preferText", Visit.PrefersText);
    }

    private static string GapKey(string gap) => gap switch
    {
        "not-kept" => "gapNotKept",
        "bmc-overrun" => "gapOverrun",
        "record-lost" => "gapRecordLost",
        "not-recorded" => "gapNotRecorded",
        "bmc-rebooted" => "gapBmcRebooted",
        "session-lost" => "gapSessionLost",
        "stolen" => "gapStolen",
        "portal-down" => "gapPortalDown",
        "released" => "gapReleased",
        "not-wanted" => "gapNotWanted",
        "record-required" => "gapRecordRequired",
        _ => "gapLineLost",
    };
}
