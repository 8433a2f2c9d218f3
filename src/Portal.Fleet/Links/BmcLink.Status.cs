using System.Buffers;
using Portal.Fleet.Consoles;
using Portal.Fleet.Status;
using Portal.Ipmi;

namespace Portal.Fleet.Links;

/// <summary>What the link tells the board. Changes of state are logged, states are not.</summary>
internal sealed partial class BmcLink
{
    private const int LastLineWindow = 4 * 1024;

    private ConsoleLineState _loggedLine;

    private void PublishConnecting() => _desk.Board.Update(Id, status => status with { Link = LinkState.Connecting, NextTryAt = null });

    private void PublishOnline(BmcSession session)
    {
        lock (_lock)
        {
            _linkProblem = _pollProblem = _consoleProblem = default;
            _session = session;
            _desk.Board.Update(Id, status => status with
            {
                Link = LinkState.Online,
                Problem = BmcProblem.None,
                ProblemDetail = null,
                Attempts = 0,
                NextTryAt = null,
                SeenAt = _desk.Time.GetUtcNow(),
                LoggedInAt = _desk.Time.GetUtcNow(),
                CipherSuite = (int?)session.CipherSuite,
                RoundTrip = session.RoundTrip,
            });
        }

        Log.Online(_desk.Logger, Id, (int?)session.CipherSuite);
        _changed.Beat();
    }

    private void PublishWaiting(BmcFailureException failure, int attempts, DateTimeOffset nextTry)
    {
        bool isNew;
        lock (_lock)
        {
            isNew = _linkProblem.Problem != failure.Problem;
            _linkProblem = (failure.Problem, failure.Detail);
            _pollProblem = _consoleProblem = default;
            _desk.Board.Update(Id, status => status with
            {
                Link = LinkState.Waiting,
                Problem = failure.Problem,
                ProblemDetail = failure.Detail,
                Attempts = attempts,
                NextTryAt = nextTry,
                CipherSuite = null,
                RoundTrip = null,
                Console = ConsoleLineState.Down,
            });
        }

        if (isNew)
            Log.Waiting(_desk.Logger, Id, failure.Problem, failure.Detail);
    }

    private void PublishPollProblem(BmcProblem problem, string? detail)
    {
        lock (_lock)
        {
            if (_pollProblem == (problem, detail))
                return;
            _pollProblem = (problem, detail);
            PublishProblem(status => status);
        }
    }

    private void PublishLine(ConsoleLineState state, BmcFailureException? failure, ConsoleHolder? holder = null)
    {
        bool isNew;
        lock (_lock)
        {
            isNew = state != ConsoleLineState.Connecting && state != _loggedLine;
            if (isNew)
                _loggedLine = state;
            _consoleProblem = (failure?.Problem ?? BmcProblem.None, failure?.Detail);
            PublishProblem(status => status with { Console = state, Holder = holder });
        }

        if (isNew)
            Log.Line(_desk.Logger, Id, state, failure?.Problem ?? BmcProblem.None);
    }

    /// <summary>The gravest first: no session, then no console, then a poll that was refused. Under the lock.</summary>
    private void PublishProblem(Func<BmcStatus, BmcStatus> change)
    {
        var (problem, detail) = _linkProblem.Problem != BmcProblem.None ? _linkProblem
            : _consoleProblem.Problem != BmcProblem.None ? _consoleProblem
            : _pollProblem;
        _desk.Board.Update(Id, status => change(status) with { Problem = problem, ProblemDetail = detail });
    }

    private string? ReadLastLine()
    {
        var tail = ArrayPool<byte>.Shared.Rent(LastLineWindow);
        try
        {
            return LastLine.Of(tail.AsSpan(0, _console.ReadTail(tail.AsSpan(0, LastLineWindow))));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(tail);
        }
    }

    /// <summary>Called by the throttle after new bytes, and when viewers come and go.</summary>
    private void PublishConsole()
    {
        var offset = _console.Next;
        var cut = _console.CutAt;
        string? line = null;
        try
        {
            if (offset != _desk.Board.Get(Id).ConsoleOffset)
                line = ReadLastLine();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // After a restart the tail is in a file; without it the line stays empty until the host prints again.
            Log.TailUnreadable(_desk.Logger, Id, e);
        }

        _desk.Board.Update(Id, status => status with
        {
            ConsoleOffset = offset,
            LastByteAt = _console.LastByteAt,
            // A line that was read before the server changed hands is not shown to who has it now.
            LastLine = cut == _console.CutAt ? line ?? status.LastLine : status.LastLine,
            Viewers = _console.Viewers,
            Control = _console.Control,
        });
    }
}
