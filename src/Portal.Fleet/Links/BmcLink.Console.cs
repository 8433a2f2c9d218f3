using System.Runtime.CompilerServices;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.History;
using Portal.Fleet.Consoles.Terminal;
using Portal.Fleet.Status;
using Portal.Ipmi;
using Portal.Ipmi.Sol;

namespace Portal.Fleet.Links;

/// <summary>The console: SOL is held all the time, so that everything the host prints is recorded, unless the server's policy says otherwise.</summary>
internal sealed partial class BmcLink
{
    // Viewers came or went, or the policy changed.
    private readonly Pulse _demand = new();

    private volatile SolChannel? _channel;

    /// <summary>Whether the line is wanted now: the policy wants it, and nobody gave it away for a while.</summary>
    private bool IsLineWanted => Release is null && !IsRecordMissing && _server.ConsolePolicy switch
    {
        ConsolePolicy.Always or ConsolePolicy.MemoryOnly => true,
        ConsolePolicy.OnDemand => _console.IsWatched,
        _ => false,
    };

    /// <summary>Nothing may be shown that is not recorded, and nothing can be recorded.</summary>
    private bool IsRecordMissing => _server.ConsoleRecording == ConsoleRecording.Required && _console.RecordState is RecordState.DiskFull or RecordState.Failing;

    public ConsoleHistory History => _console.History;

    public async IAsyncEnumerable<ConsoleChunk> AttachConsoleAsync(ConsolePerson viewer, long? fromOffset, [EnumeratorCancellation] CancellationToken ct)
    {
        try
        {
            using var presence = _console.Join(viewer);
            _demand.Beat();
            WakeForViewer();
            await foreach (var chunk in _console.ReadAsync(fromOffset, to: null, ct, screens: true))
                yield return chunk;
        }
        finally
        {
            _demand.Beat();
        }
    }

    public async IAsyncEnumerable<ConsoleChunk> ReadConsoleAsync(long from, long to, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var chunk in _console.ReadAsync(from, Math.Min(to, _console.Next), ct))
            yield return chunk;
    }

    public ValueTask<TerminalSnapshot> GetScreenAsync(long offset, CancellationToken ct) => ValueTask.FromResult(_console.ScreenAt(offset));

    public bool ChangeControl(Func<ConsoleControl, DateTimeOffset, bool> change) => _console.ChangeControl(change);

    public ValueTask<ConsoleInfo> GetConsoleAsync(CancellationToken ct)
    {
        var status = _desk.Board.Get(Id);
        return ValueTask.FromResult(new ConsoleInfo(
            status.Console, LineProblem(), _console.First, _console.Next, _console.LastByteAt, _console.Viewers, _console.Control,
            _console.RecordState, _console.LostBytes)
        {
            Holder = status.Console == ConsoleLineState.HeldByOther ? status.Holder : null,
            Release = Release,
            Contention = _server.ConsoleContention,
        });
    }

    public ValueTask<long> FindConsoleAsync(DateTimeOffset time, CancellationToken ct) => ValueTask.FromResult(_console.Find(time));

    private async Task OnLineAsync(ConsolePerson by, Func<SolChannel, Task> act)
    {
        if (_channel is not { } channel)
            throw new ConsoleUnavailableException(LineProblem());
        if (!_console.ChangeControl((control, now) => control.TryType(by, now)))
            throw new ConsoleControlledException(_console.Control.Driver?.Name ?? "Somebody else");
        try
        {
            await act(channel);
        }
        catch (Exception e) when (e is IpmiException or ObjectDisposedException)
        {
            var problem = e is IpmiException ipmi ? BmcProblems.Of(ipmi.Failure, credentialWorkedBefore: true) : LineProblem();
            throw new ConsoleUnavailableException(problem, interrupted: true);
        }
    }

    private BmcProblem LineProblem()
    {
        lock (_lock)
            return _linkProblem.Problem != BmcProblem.None ? _linkProblem.Problem : _consoleProblem.Problem;
    }
}
