using System.Globalization;
using FsCheck.Xunit;
using Portal.Ipmi.Session;

namespace Portal.Ipmi.Tests.Session;

public sealed class SequenceWindowTests
{
    [Theory]
    [InlineData("1+ 2+ 3+", "in order")]
    [InlineData("1+ 1- 2+ 2- 1-", "repeated")]
    [InlineData("0- 1+ 0-", "zero never belongs to a session")]
    [InlineData("5+ 3+ 4+ 3- 5- 6+", "out of order")]
    [InlineData("100+ 69+ 68- 69-", "31 behind is inside, 32 behind is not")]
    [InlineData("1+ 33+ 2+ 1-", "the window slides")]
    [InlineData("1+ 500000+ 500000- 499999+ 2-", "a jump ahead of any size")]
    [InlineData("4294967295+ 1+ 2+ 4294967295- 4294967294+ 4294967294- 0-", "wrap-around")]
    [InlineData("2147483648+ 1- 4294967295+ 1+", "half the circle away is behind")]
    public void TryAccept_Numbers_AreFreshOnce(string steps, string why)
    {
        var window = new SequenceWindow(isForgeable: false);
        foreach (var step in steps.Split(' '))
            Assert.True(window.TryAccept(uint.Parse(step[..^1], CultureInfo.InvariantCulture)) == (step[^1] == '+'), $"{why}: {step} in {steps}");
    }

    [Property]
    public bool TryAccept_AnyNumbers_NeverTheSameTwice(uint start, byte[] steps)
    {
        // Within the width of the window around a moving start; this is what a replay can reach.
        var window = new SequenceWindow(isForgeable: false);
        var accepted = new HashSet<uint>();
        var at = start;
        foreach (var step in steps)
        {
            at += (uint)(step % 8);
            var sequence = at - (uint)(step / 8);
            if (window.TryAccept(sequence) && !accepted.Add(sequence))
                return false;
        }

        return true;
    }
}
