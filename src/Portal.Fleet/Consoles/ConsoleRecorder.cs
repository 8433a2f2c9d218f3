using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Links;

namespace Portal.Fleet.Consoles;

/// <summary>
/// The one writer of all console files: appends in batches, about ten times a second, and once more when the portal stops.
/// A file that cannot be written costs its bytes, which readers see as a gap; the line and its viewers go on.
/// </summary>
internal sealed partial class ConsoleRecorder(FleetOptions options, TimeProvider time, ILogger<ConsoleRecorder> logger)
{
    // Unbounded, but each console is in it once at most (its own flag sees to that).
    private readonly Channel<ConsoleSession> _waiting = Channel.CreateUnbounded<ConsoleSession>();
    private readonly Lock _lock = new();
    private Task? _loop;

    /// <summary>A console has bytes that its file lacks.</summary>
    public void Enqueue(ConsoleSession console)
    {
        if (_loop is null)
        {
            lock (_lock)
                _loop ??= RunAsync();
        }

        _waiting.Writer.TryWrite(console);
    }

    /// <summary>Writes what is left and ends.</summary>
    public async Task StopAsync()
    {
        _waiting.Writer.TryComplete();
        if (_loop is not null)
            await _loop;
    }

    private async Task RunAsync()
    {
        var reader = _waiting.Reader;
        while (await reader.WaitToReadAsync())
        {
            // More bytes gather meanwhile and go out together.
            await Task.Delay(options.RecordEvery, time, CancellationToken.None);
            for (var left = reader.Count; left > 0 && reader.TryRead(out var console); left--)
                Write(console);
        }
    }

    private void Write(ConsoleSession console)
    {
        try
        {
            console.WriteToRecord();
            if (console.SetRecordBroken(false))
                Log.Recovered(logger, console.Id);
        }
        catch (Exception e)
        {
            // The loop's edge: one console must not end the recording of all.
            if (console.SetRecordBroken(true))
                Log.Broken(logger, console.Id, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3501, LogLevel.Error, "The console of {Server} cannot be recorded; viewers see it live, and the record has a gap.")]
        public static partial void Broken(ILogger logger, Servers.BmcId server, Exception exception);

        [LoggerMessage(3502, LogLevel.Information, "The console of {Server} is recorded again.")]
        public static partial void Recovered(ILogger logger, Servers.BmcId server);
    }
}
