using Portal.Fleet.Polling;
using Portal.Fleet.Status;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Fleet.Links;

/// <summary>Polling: one question at a time, never while a person's command is under way.</summary>
internal sealed partial class BmcLink
{
    /// <summary>Time-outs in a row after which the session counts as lost; the second question follows the first at once.</summary>
    private const int MissedPolls = 2;

    // Poll now: a person's command has ended, or a viewer came.
    private readonly Pulse _pollNow = new();
    private readonly HumanFirst _people = new();

    private async Task PollAsync(BmcSession session, CancellationToken ct)
    {
        var missed = 0;
        var identified = false;
        while (true)
        {
            await _people.WaitAsync(ct);
            var now = _pollNow.Next;
            try
            {
                await ReadPowerAsync(session, ct);
                if (!identified)
                    await IdentifyAsync(session, ct);
                identified = true;
                missed = 0;
                PublishPollProblem(BmcProblem.None, null);
            }
            catch (IpmiTimeoutException e)
            {
                if (++missed >= MissedPolls)
                    throw Translate(e, _server);
                continue;
            }
            catch (IpmiException e) when (e.Failure is IpmiFailure.CommandRefused or IpmiFailure.Malformed)
            {
                // It answers, so the session lives.
                missed = 0;
                var failure = BmcDialer.Translate(e, _server, credentialWorkedBefore: true);
                PublishPollProblem(failure.Problem, failure.Detail);
            }
            catch (IpmiException e)
            {
                throw Translate(e, _server);
            }

            var interval = _console.Viewers.Count > 0 && Options.PollWatched < Options.Poll ? Options.PollWatched : Options.Poll;
            await SleepAsync(interval * (0.8 + (0.4 * Random.Shared.NextDouble())), now, ct);
        }
    }

    /// <summary>Reads the power and publishes it.</summary>
    private async Task<ChassisStatus> ReadPowerAsync(BmcSession session, CancellationToken ct)
    {
        var chassis = await session.SendAsync(new GetChassisStatus(), ct);
        var now = _desk.Time.GetUtcNow();
        NotePower(_desk.Board.Get(Id), chassis.IsOn);
        _desk.Board.Update(Id, status => status with
        {
            Power = chassis.IsOn ? PowerState.On : PowerState.Off,
            PowerReadAt = now,
            SeenAt = now,
            RoundTrip = session.RoundTrip,
        });
        return chassis;
    }

    private async Task IdentifyAsync(BmcSession session, CancellationToken ct)
    {
        try
        {
            var device = await session.SendAsync(new GetDeviceId(), ct);
            _desk.Board.Update(Id, status => status with { Firmware = BmcTester.Firmware(device) });
        }
        catch (IpmiException e) when (e.Failure is IpmiFailure.CommandRefused or IpmiFailure.Malformed)
        {
            // Nice to know, needed for nothing.
        }
    }
}
