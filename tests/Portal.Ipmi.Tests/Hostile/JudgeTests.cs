using Portal.Ipmi.Fuzz;

namespace Portal.Ipmi.Tests.Hostile;

/// <summary>The judge of fuzzing itself: a decoder that breaks its word is found out.</summary>
public sealed class JudgeTests
{
    [Theory]
    [InlineData("refuses", null)]
    [InlineData("reads", null)]
    [InlineData("throws", "FormatException")]
    [InlineData("hoards", "bytes allocated")]
    [InlineData("dawdles", "ms, 10 allowed")]
    public void Try_ADecoderOfThisKind_IsFoundOut(string kind, string? expected)
    {
        var what = new Judge(lookEvery: 1).Try(new Decoder(kind), [1, 2, 3]);

        if (expected is null)
            Assert.Null(what);
        else
            Assert.Contains(expected, what);
    }

    [Fact]
    public void Run_ARareInput_IsFoundAndNamed()
    {
        var tally = RandomRun.Run([new Decoder("rare")], new Dictionary<string, List<byte[]>> { ["rare"] = [[0x10, 0x20, 0x30, 0x40]] }, 100_000, seed: 1);

        var finding = Assert.Single(tally.Findings);
        Assert.Equal((0x10, 0xFF), (finding.Input[0], finding.Input[2]));
        Assert.Contains("again rare", finding.ToString());
    }

    private sealed class Decoder(string kind) : FuzzTarget
    {
        public override string Name => kind;

        public override object? Run(ReadOnlySpan<byte> input) => kind switch
        {
            "refuses" => throw new IpmiFormatException("No."),
            "throws" => throw new FormatException(),
            "hoards" => new byte[2 << 20],
            "dawdles" => Dawdle(),
            "rare" when input is [0x10, _, 0xFF, ..] => throw new InvalidOperationException(),
            _ => input.Length,
        };

        private static object? Dawdle()
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            while (System.Diagnostics.Stopwatch.GetElapsedTime(started) < TimeSpan.FromMilliseconds(12))
                Thread.SpinWait(100);
            return null;
        }
    }
}
