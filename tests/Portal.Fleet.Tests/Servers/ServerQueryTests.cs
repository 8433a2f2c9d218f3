using Portal.Fleet.Access;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;

namespace Portal.Fleet.Tests.Servers;

public sealed class ServerQueryTests
{
    private static readonly BmcId s_id = BmcId.New();

    private static readonly ServerView s_server = new(
        s_id, "rack4-u17", "acme", "r4", null, ["web", "blue team"], Simulated: true, default, null, null, BmcRight.View,
        new BmcStatus(s_id) { Power = PowerState.On, Link = LinkState.Waiting, Console = ConsoleLineState.HeldByOther, LastLine = "login: Kernel panic", Alerts = new(0, 2, 0), Events = new(1, 0) })
    {
        Site = "fra1",
    };

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
    [InlineData("health:unknown reach:down", true)]
    [InlineData("health:critical,warning", false)]
    [InlineData("alert:warning events:any", true)]
    [InlineData("alert:none", false)]
    [InlineData("-alert:critical -events:warning", true)]
    [InlineData("site:fra*", true)]
    [InlineData("site:*", true)]
    [InlineData("site:ams*", false)]
    [InlineData("fra1", true)]
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
    [InlineData("power:on health:bad", "At character 17: \"health:bad\" is not known; allowed: critical, warning, unknown, ok")]
    [InlineData("power:on  -colour:red", "At character 12: there is no filter")]
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

    [Theory]
    [InlineData("he", "health:")]
    [InlineData("-po", "-power:")]
    [InlineData("tag:w", "tag:web 1")]
    [InlineData("tag:web,bl", "tag:web,\"blue team\" 1")]
    [InlineData("events:c", "events:critical 1")]
    [InlineData("power:of", "power:off 0")]
    [InlineData("colour:", null)]
    public void Completion_OfTerm_OffersKeysThenValuesWithCounts(string term, string? first)
    {
        var offered = QueryCompletion.Of(term, [s_server], 8);

        Assert.Equal(first, offered.Select(one => $"{one.Text} {one.Count}".Trim()).FirstOrDefault());
        Assert.All(offered, one => Assert.True(one.Value is null || ServerQuery.TryParse(one.Text, out _, out _), one.Text));
    }

    [Fact]
    public void Health_OfStatus_IsTheWorstThatIsKnown()
    {
        var online = new BmcStatus(s_id) { Link = LinkState.Online };

        Assert.Equal((ServerHealth.Ok, HealthCause.None), online.Judge());
        Assert.Equal((ServerHealth.Warning, HealthCause.Events), (online with { Events = new(0, 1) }).Judge());
        Assert.Equal((ServerHealth.Critical, HealthCause.Events), (online with { Events = new(1, 0), Sensors = new(default, 0, 3, "CPU", "90", null) }).Judge());
        Assert.Equal((ServerHealth.Critical, HealthCause.Sensor), (online with { Sensors = new(default, 1, 0, "CPU", "96", null) }).Judge());
        Assert.Equal((ServerHealth.Unknown, HealthCause.Unreachable), (online with { Link = LinkState.Waiting, Sensors = new(default, 1, 0, "CPU", "96", null) }).Judge());
    }
}
