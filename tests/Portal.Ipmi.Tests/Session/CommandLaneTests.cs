using Portal.Ipmi.Session;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Tests.Session;

public sealed class CommandLaneTests
{
    private static readonly CommandCode s_code = new(NetFn.Chassis, 0x01);
    private readonly RoundTripEstimator _roundTrip = new(Ms(500));
    private readonly CommandLane _lane;

    public CommandLaneTests() => _lane = new CommandLane(_roundTrip);

    [Fact]
    public void Next_NoAnswer_RetransmitsTheSameNumberWithBackOffUntilTheDeadline()
    {
        _lane.Begin(s_code, Lun.Bmc, isIdempotent: true, Ms(5000), Ms(0));

        var sent = Run(Ms(0), out var end);

        Assert.Equal([Ms(0), Ms(500), Ms(1250), Ms(2375), Ms(4062.5)], sent.Select(s => s.At));
        Assert.Single(sent.Select(s => s.Sequence).Distinct());
        Assert.Equal((LaneStepKind.TimedOut, Ms(5000)), end);
    }

    [Fact]
    public void Next_NotIdempotent_TransmitsOnce()
    {
        _lane.Begin(s_code, Lun.Bmc, isIdempotent: false, Ms(5000), Ms(0));

        var sent = Run(Ms(0), out var end);

        Assert.Single(sent);
        Assert.Equal((LaneStepKind.TimedOut, Ms(5000)), end);
    }

    [Fact]
    public void Accept_RightAnswer_EndsTheCommandAndMeasuresTheRoundTrip()
    {
        _lane.Begin(s_code, Lun.Bmc, isIdempotent: true, Ms(5000), Ms(0));
        _lane.Next(Ms(0));

        Assert.True(_lane.Accept(Answer(_lane.RequestSequence, 0x00, 0x21, 0x10, 0x40), Ms(30)));

        Assert.Equal(LaneStepKind.Answered, _lane.Next(Ms(30)).Kind);
        Assert.Equal(CompletionCode.Ok, _lane.CompletionCode);
        Assert.Equal(Ms(30), _roundTrip.Smoothed);
        Assert.False(_lane.Accept(Answer(_lane.RequestSequence), Ms(31)), "a second copy");
        _lane.End(Ms(31));
        Assert.Equal(LaneState.Idle, _lane.State);
    }

    [Theory]
    [InlineData("netFn", 0x06, 0x01, 0, 0, 0)]
    [InlineData("command", 0x00, 0x02, 0, 0, 0)]
    [InlineData("rqSeq", 0x00, 0x01, 1, 0, 0)]
    [InlineData("rqLUN", 0x00, 0x01, 0, 1, 0)]
    [InlineData("rsLUN", 0x00, 0x01, 0, 0, 1)]
    public void Accept_AnotherCommandsAnswer_IsDropped(string what, byte netFn, byte command, int sequenceOff, byte rqLun, byte rsLun)
    {
        _lane.Begin(s_code, Lun.Bmc, isIdempotent: true, Ms(5000), Ms(0));
        _lane.Next(Ms(0));

        var answer = Message(netFn, command, (byte)((_lane.RequestSequence + sequenceOff) & 0x3F), rqLun, rsLun, [0x00]);

        Assert.False(_lane.Accept(answer, Ms(1)), what);
        Assert.Equal(LaneStepKind.Wait, _lane.Next(Ms(1)).Kind);
    }

    [Fact]
    public void Accept_NodeBusy_PausesLongerEachTimeAndAsksUnderANewNumber()
    {
        _lane.Begin(s_code, Lun.Bmc, isIdempotent: true, Ms(5000), Ms(0));
        var pauses = new List<TimeSpan>();
        var numbers = new List<byte>();
        var now = Ms(0);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(LaneStepKind.Transmit, _lane.Next(now).Kind);
            numbers.Add(_lane.RequestSequence);
            Assert.True(_lane.Accept(Answer(_lane.RequestSequence, 0xC0), now));
            var step = _lane.Next(now);
            Assert.Equal(LaneStepKind.Wait, step.Kind);
            pauses.Add(step.Until - now);
            now = step.Until;
        }

        Assert.Equal([Ms(100), Ms(200), Ms(400), Ms(800), Ms(800)], pauses);
        Assert.Equal(5, numbers.Distinct().Count());
    }

    [Fact]
    public void Accept_NodeBusyToACommandThatIsSentOnce_IsItsAnswer()
    {
        _lane.Begin(s_code, Lun.Bmc, isIdempotent: false, Ms(5000), Ms(0));
        _lane.Next(Ms(0));

        Assert.True(_lane.Accept(Answer(_lane.RequestSequence, 0xC0), Ms(1)));

        Assert.Equal(LaneStepKind.Answered, _lane.Next(Ms(1)).Kind);
        Assert.Equal(CompletionCode.NodeBusy, _lane.CompletionCode);
    }

    [Fact]
    public void Accept_DuplicateRequestAfterARetransmission_AsksAnew()
    {
        _lane.Begin(s_code, Lun.Bmc, isIdempotent: true, Ms(5000), Ms(0));
        _lane.Next(Ms(0));
        _lane.Next(Ms(500));
        var first = _lane.RequestSequence;

        Assert.False(_lane.Accept(Answer(first, 0xCF), Ms(510)));
        Assert.Equal(LaneStepKind.Transmit, _lane.Next(Ms(1250)).Kind);

        Assert.NotEqual(first, _lane.RequestSequence);
    }

    [Fact]
    public void Begin_AfterARetriedOrUnansweredCommand_DoesNotReuseItsNumber()
    {
        _lane.Begin(s_code, Lun.Bmc, isIdempotent: true, Ms(100), Ms(0));
        _lane.Next(Ms(0));
        var lost = _lane.RequestSequence;
        Assert.Equal(LaneStepKind.TimedOut, _lane.Next(Ms(100)).Kind);
        _lane.End(Ms(100));

        for (var i = 0; i < 200; i++)
        {
            _lane.Begin(s_code, Lun.Bmc, isIdempotent: true, Ms(100), Ms(100 + i));
            Assert.NotEqual(lost, _lane.RequestSequence);
            _lane.Next(Ms(100 + i));
            Assert.True(_lane.Accept(Answer(_lane.RequestSequence), Ms(100 + i)));
            _lane.End(Ms(100 + i));
        }
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static LanMessage Answer(byte sequence, byte completionCode = 0x00, params byte[] data) => Message(0x00, 0x01, sequence, 0, 0, [completionCode, .. data]);

    private static LanMessage Message(byte requestNetFn, byte command, byte sequence, byte rqLun, byte rsLun, byte[] rest)
    {
        byte[] bytes = [0x81, (byte)(((requestNetFn + 1) << 2) | rqLun), 0, 0x20, (byte)((sequence << 2) | rsLun), command, .. rest, 0];
        Assert.True(LanMessage.TryReadResponse(bytes, out var message));
        return message;
    }

    private List<(TimeSpan At, byte Sequence)> Run(TimeSpan now, out (LaneStepKind, TimeSpan) end)
    {
        var sent = new List<(TimeSpan, byte)>();
        while (true)
        {
            var step = _lane.Next(now);
            switch (step.Kind)
            {
                case LaneStepKind.Transmit:
                    sent.Add((now, _lane.RequestSequence));
                    break;
                case LaneStepKind.Wait:
                    now = step.Until;
                    break;
                default:
                    end = (step.Kind, now);
                    return sent;
            }
        }
    }
}
