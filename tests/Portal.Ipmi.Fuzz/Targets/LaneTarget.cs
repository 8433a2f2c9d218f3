using Portal.Ipmi.Session;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Fuzz.Targets;

/// <summary>Answers to one outstanding command, bridged or not.</summary>
internal sealed class LaneTarget(bool bridged) : FuzzTarget
{
    public override string Name => bridged ? "CommandLane.Bridged" : "CommandLane";

    public override object? Run(ReadOnlySpan<byte> input)
    {
        var lane = new CommandLane(new RoundTripEstimator(TimeSpan.FromMilliseconds(100)));
        var command = new CommandCode(NetFn.App, 0x01);
        lane.Begin(bridged ? new CommandCode(NetFn.App, 0x34) : command, Lun.Bmc, isIdempotent: true, TimeSpan.FromSeconds(5), TimeSpan.Zero, bridged ? command : null);
        var now = TimeSpan.Zero;
        while (input.Length > 0 && lane.State == LaneState.Waiting)
        {
            lane.Next(now);
            now += TimeSpan.FromMilliseconds(input[0]);
            var length = Math.Min(8 + (input[0] & 0x1F), input.Length);
            if (LanMessage.TryReadResponse(input[..length], out var answer))
                lane.Accept((input[0] & 0x20) == 0 ? answer : answer.Numbered(lane.RequestSequence), now);
            input = input[length..];
        }

        return null;
    }
}
