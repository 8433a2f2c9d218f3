using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Sol;

namespace Portal.Fleet.Links;

/// <summary>
/// Looks after a line that is silent. A host may have nothing to say for days; whether the BMC is still there, and the line still ours, only a question
/// tells: some BMCs give SOL to others without a word. A line that prints is not asked about.
/// </summary>
internal sealed class LineWatch(BmcSession session, SolChannel channel, FleetOptions options, TimeProvider time, Func<bool> isPatient)
{
    /// <summary>Unanswered questions in a row, with nothing else heard meanwhile, after which the BMC counts as gone.</summary>
    private const int Misses = 2;

    // Whether the BMC answers these sensibly, found out while the line was surely ours.
    private bool? _tellsOwner;
    private bool? _tellsActivation;
    private long _seen = -1;

    /// <summary>Runs until there is something to tell.</summary>
    public async Task<LineVerdict> RunAsync(CancellationToken ct)
    {
        var misses = 0;
        var doubts = 0;
        while (true)
        {
            var answer = IsPrinting() && session.Silence < options.SolProbe ? Answer.Ours : await AskAsync(ct);
            switch (answer)
            {
                case Answer.None when session.Silence >= options.SolProbe && !isPatient():
                    if (++misses >= Misses)
                        return LineVerdict.BmcSilent;
                    continue;
                case Answer.Theirs or Answer.Nobodys:
                    misses = 0;
                    if (++doubts >= Misses)
                        return answer == Answer.Theirs ? LineVerdict.TakenByOther : LineVerdict.NotActive;
                    continue;
                default:
                    misses = doubts = 0;
                    break;
            }

            await Task.Delay(options.SolQuiet * (0.8 + (0.2 * Random.Shared.NextDouble())), time, ct);
        }
    }

    private bool IsPrinting()
    {
        var characters = channel.Counters.CharactersIn;
        var prints = _seen >= 0 && characters != _seen;
        _seen = characters;
        return prints;
    }

    private async Task<Answer> AskAsync(CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(options.SolProbe, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            if (_tellsOwner != false)
                return await AskOwnerAsync(either.Token);
            if (_tellsActivation != false)
                return await AskActivationAsync(either.Token);
            await session.SendAsync(new GetDeviceId(), either.Token);
            return Answer.Ours;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Answer.None;
        }
        catch (IpmiTimeoutException)
        {
            return Answer.None;
        }
        catch (IpmiException e) when (e.Failure is IpmiFailure.CommandRefused or IpmiFailure.Malformed)
        {
            // It answers, so it is there; but it does not know this question.
            if (_tellsOwner != false)
                _tellsOwner = false;
            else
                _tellsActivation = false;
            return Answer.Ours;
        }
    }

    private async Task<Answer> AskOwnerAsync(CancellationToken ct)
    {
        var owner = (await session.SendAsync(new GetPayloadInstanceInfo(), ct)).SessionId;
        _tellsOwner ??= owner == session.Id;
        return _tellsOwner == false || owner == session.Id ? Answer.Ours : owner == 0 ? Answer.Nobodys : Answer.Theirs;
    }

    private async Task<Answer> AskActivationAsync(CancellationToken ct)
    {
        var active = (await session.SendAsync(new GetPayloadActivationStatus(), ct)).IsActive(1);
        _tellsActivation ??= active;
        return _tellsActivation == false || active ? Answer.Ours : Answer.Nobodys;
    }

    private enum Answer
    {
        None,
        Ours,
        Theirs,
        Nobodys,
    }
}
