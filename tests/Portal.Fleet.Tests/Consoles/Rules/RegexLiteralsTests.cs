using Portal.Fleet.Consoles.Text;

namespace Portal.Fleet.Tests.Consoles.Rules;

public sealed class RegexLiteralsTests
{
    [Theory]
    [InlineData("kernel panic", "kernel panic")]
    [InlineData(@"\bOops: [0-9a-f]{4}\b", "Oops: ")]
    [InlineData("colou?r of it", "r of it")]
    [InlineData("abc|defg", "abc,defg")]
    [InlineData("abc|d", null)]
    [InlineData("x(?:error|failure) on dev", " on dev")]
    [InlineData("(?:error|failure)+", "error,failure")]
    [InlineData("(?:error)?", null)]
    [InlineData("(?:error)*abcd", "abcd")]
    [InlineData(@"\(initramfs\)", "(initramfs)")]
    [InlineData(@"[]a]bcd[^]x]", "bcd")]
    [InlineData(@"a{0,3}bcd", "bcd")]
    [InlineData(@"abc{2}d", "abc")]
    [InlineData(@"\p{Lu}abc", "abc")]
    [InlineData("(?x)a b c d", null)]
    [InlineData(".*", null)]
    public void Of_Pattern_KnowsWhatEveryMatchHolds(string pattern, string? wanted) =>
        Assert.Equal(wanted, RegexLiterals.Of(pattern) is { } literals ? string.Join(',', literals) : null);

    [Fact]
    public void Of_RandomPatterns_NeverClaimsWhatAMatchLacks()
    {
        var random = new Random(7);
        string[] parts = ["abc", "de", "f", "(", "(?:", ")", "|", "*", "+", "?", "{0,2}", "{2}", ".", "[xy]", "\\d", "\\.", "^", "$", "kernel", "panic"];
        var tried = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var pattern = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => parts[random.Next(parts.Length)]));
            if (LinePattern.TryParseRegex(pattern, out _) is not { Literals: { } literals } compiled)
                continue;
            for (var text = 0; text < 20; text++)
            {
                var line = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => parts[random.Next(parts.Length)].Replace("\\", "", StringComparison.Ordinal)));
                if (!compiled.IsMatch(line))
                    continue;
                tried++;
                Assert.True(literals.Any(literal => line.Contains(literal, StringComparison.OrdinalIgnoreCase)), $"{pattern} fits {line} without {string.Join(" or ", literals)}");
            }
        }

        Assert.True(tried > 500, $"Only {tried} lines fitted.");
    }
}
