using Portal.Ipmi.Bridging;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Session;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Tests.Bridging;

/// <summary>Bytes and course of a bridged command; over real sessions in Portal.Interop.Tests.</summary>
public sealed class BridgedRequestTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Write_SingleBridge_IsTheMessageInsideOfSendMessage()
    {
        // IPMI 2.0 §22.7 and IPMB 1.0 §2.11.1: the BMC is the sender on its bus.
        Assert.Equal(
            [0x40, 0x82, 0x18, 0x66, 0x20, 0x14, 0x01, 0xCB],
            Bytes(new BridgedRequest<DeviceId>(new GetDeviceId(), new SatelliteAddress(0x82)), sequence: 5));
    }

    [Fact]
    public void Write_DoubleBridge_IsSendMessageInsideOfSendMessage()
    {
        var request = new BridgedRequest<DeviceId>(new GetDeviceId { Lun = Lun.Sms }, new SatelliteAddress(0x72, Channel: 7) { Through = new SatelliteAddress(0x82, Channel: 1) });

        // IPMI 2.0 §22.7 twice: the transit controller is the sender of the inner message.
        Assert.Equal(
            [0x41, 0x82, 0x18, 0x66, 0x20, 0x14, 0x34, 0x47, 0x72, 0x1A, 0x74, 0x82, 0x14, 0x01, 0x69, 0x51],
            Bytes(request, sequence: 5));
    }

    [Fact]
    public void Lane_AcknowledgementThenAnswer_WaitsForTheSecond()
    {
        var lane = Begin(out var sequence);

        Assert.True(Accept(lane, [0x81, 0x1C, 0x63, 0x20, Number(sequence), 0x34, 0x00], TimeSpan.FromMilliseconds(5)));
        Assert.Equal(LaneState.Waiting, lane.State);
        Assert.Equal(LaneStepKind.Wait, lane.Next(TimeSpan.FromMilliseconds(5)).Kind);
        Assert.True(Accept(lane, [0x81, 0x1C, 0x63, 0x82, Number(sequence), 0x01, 0xC3], TimeSpan.FromMilliseconds(30)));
        Assert.Equal((LaneState.Answered, CompletionCode.Timeout), (lane.State, lane.CompletionCode));
    }

    [Fact]
    public void Lane_OnlyTheAcknowledgement_SendsAgainAndTimesOut()
    {
        var lane = Begin(out var sequence);
        Accept(lane, [0x81, 0x1C, 0x63, 0x20, Number(sequence), 0x34, 0x00], TimeSpan.FromMilliseconds(5));

        Assert.Equal(LaneStepKind.Transmit, lane.Next(s_second).Kind);
        Assert.Equal(LaneStepKind.TimedOut, lane.Next(s_second * 5).Kind);
    }

    [Fact]
    public void Lane_RefusalByTheBridge_Answers()
    {
        var lane = Begin(out var sequence);
        Assert.True(Accept(lane, [0x81, 0x1C, 0x63, 0x20, Number(sequence), 0x34, 0x83], TimeSpan.FromMilliseconds(5)));
        Assert.Equal((LaneState.Answered, (CompletionCode)0x83), (lane.State, lane.CompletionCode));
    }

    [Theory]
    [InlineData(0x02, 0)]
    [InlineData(0x01, 1)]
    public void Lane_AnotherCommandOrNumber_IsNotTheAnswer(byte command, int more)
    {
        var lane = Begin(out var sequence);
        Assert.False(Accept(lane, [0x81, 0x1C, 0x63, 0x82, Number((byte)(sequence + more)), command, 0x00], TimeSpan.FromMilliseconds(5)));
        Assert.Equal(LaneState.Waiting, lane.State);
    }

    private static CommandLane Begin(out byte sequence)
    {
        var lane = new CommandLane(new RoundTripEstimator(TimeSpan.FromMilliseconds(100)));
        lane.Begin(new CommandCode(NetFn.App, 0x34), Lun.Bmc, isIdempotent: true, s_second * 5, TimeSpan.Zero, new CommandCode(NetFn.App, 0x01));
        Assert.Equal(LaneStepKind.Transmit, lane.Next(TimeSpan.Zero).Kind);
        sequence = lane.RequestSequence;
        return lane;
    }

    private static byte Number(byte sequence) => (byte)(sequence << 2);

    private static bool Accept(CommandLane lane, byte[] message, TimeSpan now)
    {
        byte[] whole = [.. message, Checksum.Of(message.AsSpan(3))];
        Assert.True(LanMessage.TryReadResponse(whole, out var answer));
        return lane.Accept(answer, now);
    }

    private static byte[] Bytes<TResponse>(IpmiRequest<TResponse> request, byte sequence)
    {
        var buffer = new byte[LanMessage.MaxDataBytes];
        var writer = new IpmiWriter(buffer);
        request.Number(sequence);
        request.Write(ref writer);
        return buffer[..writer.Written];
    }
}
