using Portal.Ipmi.Session;

namespace Portal.Ipmi.Tests.Session;

public sealed class RequestSequenceTests
{
    [Fact]
    public void Next_WithoutTrouble_RunsThroughAllSixBits()
    {
        var sequence = new RequestSequence();

        var numbers = Enumerable.Range(0, 128).Select(_ => (int)sequence.Next(TimeSpan.Zero));

        Assert.Equal(Enumerable.Range(0, 128).Select(i => i % 64), numbers);
    }

    [Fact]
    public void Next_AfterKeepBack_AvoidsTheNumberForAtLeastFiveSeconds()
    {
        var sequence = new RequestSequence();
        var kept = sequence.Next(TimeSpan.FromSeconds(4.9));
        sequence.KeepBack(kept, TimeSpan.FromSeconds(4.9));

        Assert.DoesNotContain(kept, Enumerable.Range(0, 200).Select(_ => sequence.Next(TimeSpan.FromSeconds(9.8))));
        Assert.Contains(kept, Enumerable.Range(0, 64).Select(_ => sequence.Next(TimeSpan.FromSeconds(20))));
    }

    [Fact]
    public void Next_WhenEveryNumberIsKept_StillGivesOne()
    {
        var sequence = new RequestSequence();
        for (byte i = 0; i < 64; i++)
            sequence.KeepBack(i, TimeSpan.Zero);

        Assert.InRange(sequence.Next(TimeSpan.Zero), 0, 63);
    }
}
