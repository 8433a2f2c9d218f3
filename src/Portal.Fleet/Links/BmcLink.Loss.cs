using Portal.Fleet.Consoles;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;

namespace Portal.Fleet.Links;

/// <summary>Why the line was not heard for a while, and since when: found out as far as it can be, and marked in the record. And our own sessions from before.</summary>
internal sealed partial class BmcLink
{
    /// <summary>Get Session Info: no such session.</summary>
    private const CompletionCode NoSuchSession = (CompletionCode)0xCB;

    // Sessions that the BMC may still hold for us: the one that is up, and those that we lost without its word.
    private readonly List<uint> _sessions = [];
    private readonly HashSet<uint> _cleared = [];
    private (string Reason, DateTimeOffset? From)? _lost;
    private (DateTimeOffset Heard, bool Silent, bool Refused)? _outage;

    /// <summary>The line was last held by an earlier run of the portal.</summary>
    private void RememberLastRun()
    {
        var until = _desk.Consoles.RanUntil;
        _lost = Release is { } release ? (ConsoleGap.Released, release.From) : (ConsoleGap.PortalDown, until);
        if (until is { } ended && _desk.Time.GetUtcNow() - ended < Options.StaleSession)
            _sessions.AddRange(_desk.Sessions.Read(Id));
    }

    /// <summary>The line is not heard from now on. The first time counts, and the last reason; a weak one only when there is none yet.</summary>
    private void NoteLost(string reason, DateTimeOffset? from = null, bool weak = false)
    {
        if (_lost is not { } before)
            _lost = (reason, from ?? _desk.Time.GetUtcNow());
        else if (!weak)
            _lost = (reason, before.From);
    }

    /// <summary>The line is heard again: what was printed meanwhile is gone. At the very beginning of a record nothing can be missing.</summary>
    private void MarkLost()
    {
        if (_console.Next > 0)
            _console.MarkGap(_lost?.Reason ?? ConsoleGap.LineLost, _lost?.From);
        _lost = null;
    }

    private void NoteSession(uint session)
    {
        lock (_sessions)
        {
            _sessions.Add(session);
            _desk.Sessions.Write(Id, _sessions);
        }
    }

    private void ForgetSession(uint session)
    {
        lock (_sessions)
        {
            if (_sessions.Remove(session))
                _desk.Sessions.Write(Id, _sessions);
        }
    }

    private void NoteSessionLost(BmcSession session) => _outage = (_desk.Time.GetUtcNow() - session.Silence, false, false);

    /// <summary>A BMC that takes so long to open a session was not there when it was asked first.</summary>
    private void NoteDialed(TimeSpan took)
    {
        if (took >= Options.SolProbe && _outage is { } outage)
            _outage = outage with { Silent = true };
    }

    private void NoteUnreachable(BmcProblem problem)
    {
        if (_outage is { } outage)
            _outage = outage with { Silent = outage.Silent || problem is BmcProblem.NoAnswer or BmcProblem.Unreachable, Refused = outage.Refused || problem == BmcProblem.Unreachable };
    }

    /// <summary>
    /// A new session is up. Those before are closed where they still are, so that they hold neither a slot nor the line. One that is gone too soon to have
    /// run out of time, on a BMC that was silent meanwhile, means that the BMC restarted.
    /// </summary>
    private async Task SettleOldSessionsAsync(BmcSession session, CancellationToken ct)
    {
        uint[] before;
        lock (_sessions)
            before = [.. _sessions.Where(old => old != session.Id)];
        var (outage, gone) = (_outage, false);
        _outage = null;
        foreach (var old in before)
        {
            try
            {
                gone |= await CloseOwnAsync(session, old, ct);
            }
            catch (IpmiException e) when (e.Failure is IpmiFailure.CommandRefused or IpmiFailure.Malformed)
            {
                // The BMC does not tell. It drops the session by itself; should it have the line, FaceHolderAsync sees whose number that is.
            }
            catch (IpmiException)
            {
                // The new session is in trouble already: its loops notice.
                return;
            }
        }

        if (_lost?.Reason == ConsoleGap.SessionLost && outage is { } was
            && (was.Refused || (was.Silent && gone && _desk.Time.GetUtcNow() - was.Heard < Options.SessionOutlives)))
            NoteLost(ConsoleGap.BmcRebooted);
    }

    /// <summary>Closes a session of ours from before; answers whether the BMC had forgotten it.</summary>
    private async Task<bool> CloseOwnAsync(BmcSession session, uint old, CancellationToken ct)
    {
        SessionInfo info;
        try
        {
            info = await session.SendAsync(GetSessionInfo.ById(old), ct);
        }
        catch (IpmiCommandException e) when (e.CompletionCode == NoSuchSession)
        {
            ForgetSession(old);
            return true;
        }

        if (info.Handle == 0)
        {
            ForgetSession(old);
            return true;
        }

        // Numbers come again: only one of the same account from the same place is ours.
        var own = await session.SendAsync(new GetSessionInfo(), ct);
        if (own.UserId == info.UserId && Equals(own.ConsoleAddress, info.ConsoleAddress))
            await session.SendAsync(new CloseSession(old), ct);
        ForgetSession(old);
        return false;
    }

    /// <summary>Takes the line back from a session of ours from before, once for each: the number is the proof.</summary>
    private async Task<bool> TryClearOwnAsync(BmcSession session, uint holder, CancellationToken ct)
    {
        lock (_sessions)
        {
            if (holder == session.Id || !_sessions.Contains(holder) || !_cleared.Add(holder))
                return false;
        }

        try
        {
            await DeactivateAsync(session, ct);
            return true;
        }
        catch (IpmiException)
        {
            // It drops it by itself within a minute.
            return false;
        }
    }
}
