using Portal.Fleet.Access;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;

namespace Portal.Fleet.Tests.Servers;

public sealed class ServerQueryTests
{
    private static readonly BmcId s_id = BmcId.New();

    private static readonly ServerView s_server = new(
        s_id, "rack4-u17", "acme", "r4", null, ["web", "blue team"], Simulated: true, default, null, null, BmcRight.View,
        new BmcStatus(s_id) { Power = PowerState.On, Link = LinkState.Waiting, Console = ConsoleLineState.HeldByOther, LastLine = "login: Kernel panic" });

    [Theory]
    [InlineData(null, true)]
    [InlineData("  ", true)]
    [InlineData("power:on", true)]
    [InlineData("POWER:Off,On", true)]
    [InlineData("power:off", false)]
    [InlineData("-power:off", true)]
    [InlineData("link:down console:held", true)]
    [InlineData("link:online", false)]
    [InlineData("tag:web", true)]
    [InlineData("tag:we", false)]
    [InlineData("tag:\"blue team\" rack:R4 tenant:ACME", true)]
    [InlineData("name:u17", true)]
    [InlineData("simulated:no", false)]
    [InlineData("panic", true)]
    [InlineData("\"kernel panic\"", true)]
    [InlineData("-\"kernel panic\"", false)]
    [InlineData("u17 nothing-like-it", false)]
    [InlineData("-", true)]
    public void Matches_Query_Result(string? text, bool expected)
    {
        Assert.True(ServerQuery.TryParse(text, out var query, out var error), error);
        Assert.Equal(expected, query.Matches(s_server));
    }

    [Theory]
    [InlineData("colour:red", "\"colour:\"")]
    [InlineData("power:maybe", "allowed: on, off, unknown")]
    [InlineData("tag:", "\"tag:\" needs a value")]
    [InlineData("tag:,", "\"tag:\" needs a value")]
    [InlineData("\"open", "closing quote")]
    public void TryParse_WrongQuery_SaysWhatIsAllowed(string text, string expected)
    {
        Assert.False(ServerQuery.TryParse(text, out var query, out var error));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.True(query.IsEmpty);
    }

    [Fact]
    public void TryParse_AnyText_EndsWithoutException()
    {
        var random = new Random(7);
        const string Alphabet = "ab:,\" -\tpower";
        for (var round = 0; round < 5000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            if (ServerQuery.TryParse(text, out var query, out _))
                _ = query.Matches(s_server);
        }
    }
}
