using System.Text;
using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;
using Portal.Web.Api;

namespace Portal.Web.Components.Servers;

/// <summary>The last lines that the server printed, from the portal's own record: there even when the BMC is not.</summary>
public sealed partial class LastScreen : IDisposable
{
    private const int MostBytes = 4096;
    private const int MostLines = 10;
    private static readonly TimeSpan s_atMost = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private string? _lines;
    private long _offset = -1;
    private bool _reading;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Inject]
    public required TimeProvider Time { get; init; }

    protected override async Task OnParametersSetAsync()
    {
        if (_reading)
            return;
        _reading = true;
        try
        {
            // A booting machine prints without end: one read a second shows enough of it.
            while (_offset != Server.Status.ConsoleOffset)
            {
                await ReadAsync(_end.Token);
                StateHasChanged();
                await Task.Delay(s_atMost, Time, _end.Token);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The page is gone.
        }
        finally
        {
            _reading = false;
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        var end = Server.Status.ConsoleOffset;
        var log = new TextLog(Server.ConsoleCharset);
        var text = new StringBuilder();
        await foreach (var chunk in Handle.ReadConsoleAsync(Math.Max(0, end - MostBytes), end, ct))
            text.Append(log.Take(chunk));
        text.Append(log.Finish());
        var lines = text.ToString().TrimEnd().Split('\n');
        // The first line was probably cut by where the reading began.
        var whole = end > MostBytes && lines.Length > 1 ? lines[1..] : lines;
        _lines = string.Join('\n', whole.TakeLast(MostLines));
        _offset = end;
    }
}
