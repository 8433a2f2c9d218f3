using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Auditing;
using Portal.Fleet.Consoles;
using Portal.Fleet.Status;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;

namespace Portal.Fleet.Links;

/// <summary>Somebody else has the line: who it is, whether it is ourselves from before, and taking it. Never twice within minutes.</summary>
internal sealed partial class BmcLink
{
    private ConsoleRelease? Release => _server.ReleaseAt(_desk.Time.GetUtcNow());

    public async Task TakeLineAsync(CancellationToken ct)
    {
        if (_session is not { } session || _desk.Board.Get(Id).Console != ConsoleLineState.HeldByOther)
            throw new LineRefusedException("line_not_held", "Nobody else is known to hold the line now; there is nothing to take.");
        if (await _desk.Lines.TryTakeAsync(Id, ct) is { } possible)
            throw new LineRefusedException("take_too_soon", $"The line was taken a short while ago; it may be taken again at {possible:HH:mm:ss} UTC.", possible);
        try
        {
            await DeactivateAsync(session, ct);
        }
        catch (IpmiException e)
        {
            throw new LineRefusedException("take_failed", BmcDialer.Translate(e, _server, credentialWorkedBefore: true).Problem.Sentence());
        }

        _wake.Beat();
        await WaitForLineAsync(ct);
    }

    public Task SettleLineAsync(CancellationToken ct) => _run is null ? Task.CompletedTask : WaitForLineAsync(ct);

    private static async Task DeactivateAsync(BmcSession session, CancellationToken ct)
    {
        try
        {
            await session.SendAsync(new DeactivatePayload(), ct);
        }
        catch (IpmiCommandException e) when (e.CompletionCode == DeactivatePayload.NotActive)
        {
            // As good as taken.
        }
    }

    /// <summary>The BMC said that somebody has the line. Answers how long to wait before the next try.</summary>
    private async Task<TimeSpan> FaceHolderAsync(BmcSession session, BmcFailureException failure, long since, CancellationToken ct)
    {
        var holder = await ReadHolderAsync(session, ct);
        if (holder.SessionId != 0 && await TryClearOwnAsync(session, holder.SessionId, ct))
            return TimeSpan.Zero;

        // For about a minute it may be our own session that was lost, on a BMC that does not tell: it is dropped then. Else it is a stranger.
        var known = holder.SessionId != 0;
        var held = _desk.Time.GetElapsedTime(since);
        if (known || held >= Options.SolMaybeOurs)
            NoteLost(ConsoleGap.Stolen);
        PublishLine(ConsoleLineState.HeldByOther, failure, holder);
        if (known && _server.ConsoleContention == ConsoleContention.Take && await TryTakeByPolicyAsync(session, ct))
            return TimeSpan.Zero;
        return known || held >= Options.SolMaybeOurs ? Options.SolRetry : Options.SolRetryFirst;
    }

    private async Task<bool> TryTakeByPolicyAsync(BmcSession session, CancellationToken ct)
    {
        try
        {
            return await _desk.Lines.TakeByPolicyAsync(_server, () => DeactivateAsync(session, ct), ct);
        }
        catch (Exception e) when (e is IpmiException or DbException or DbUpdateException or AuditUnavailableException)
        {
            // The BMC does not let us, which is audited; or it cannot be audited, so it was not tried.
            return false;
        }
    }

    private async Task<ConsoleHolder> ReadHolderAsync(BmcSession session, CancellationToken ct)
    {
        var before = _desk.Board.Get(Id);
        var holder = new ConsoleHolder(before.Console == ConsoleLineState.HeldByOther && before.Holder is { } known ? known.Since : _desk.Time.GetUtcNow());
        try
        {
            holder = holder with { SessionId = (await session.SendAsync(new GetPayloadInstanceInfo(), ct)).SessionId };
            if (holder.SessionId == 0)
                return holder;
            var info = await session.SendAsync(GetSessionInfo.ById(holder.SessionId), ct);
            if (info.Handle == 0)
                return holder;
            holder = holder with
            {
                UserId = info.UserId,
                Privilege = info.Privilege,
                // 0.0.0.0 is what some answer who do not know.
                Address = info.ConsoleAddress is { } address && !System.Net.IPAddress.Any.Equals(address) ? address.ToString() : null,
                Port = info.ConsolePort is > 0 ? info.ConsolePort : null,
            };
            return info.UserId is { } user and > 0 ? holder with { UserName = Printable(await session.SendAsync(new GetUserName(user), ct)) } : holder;
        }
        catch (IpmiException e) when (e.Failure is IpmiFailure.CommandRefused or IpmiFailure.Malformed)
        {
            // What the BMC does not tell stays unknown.
            return holder;
        }
        catch (IpmiException e)
        {
            throw new BmcFailureException(BmcProblem.SessionLost, BmcProblems.Scrub(e.Message, BmcDialer.EndPointOf(_server)), e) { EndsSession = true };
        }
    }

    private static string? Printable(string name)
    {
        var text = new string([.. name.Where(character => !char.IsControl(character) && !char.IsSurrogate(character)).Take(Servers.ServerRules.MaxUserName)]).Trim();
        return text.Length > 0 ? text : null;
    }
}
