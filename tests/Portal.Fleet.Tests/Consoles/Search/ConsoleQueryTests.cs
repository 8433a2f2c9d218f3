using Portal.Fleet.Consoles.Search;

namespace Portal.Fleet.Tests.Consoles.Search;

public sealed class ConsoleQueryTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 3, 30, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.CreateCustomTimeZone("plus8", TimeSpan.FromHours(8), null, null);

    [Theory]
    [InlineData("panic", "panic|||")]
    [InlineData("\"machine check\" -corrected tag:web,db -rack:r4", "machine check|corrected|tag:web,db -rack:r4|")]
    [InlineData("server:web-1 oom", "oom||name:web-1|")]
    [InlineData("server:\"my box\" oom", "oom||name:\"my box\"|")]
    [InlineData("/link is (up|down)/ -/eno\\d/", "/link is (up|down)/|/eno\\d/||")]
    [InlineData("/dev/sda1 mounted", "/dev/sda1,mounted|||")]
    [InlineData("http://x", "http://x|||")]
    [InlineData("[Hardware Error]:", "[Hardware,Error]:|||")]
    [InlineData("x since:2h", null)]
    [InlineData("xy since:2h", "xy|||2026-11-23 01:30")]
    [InlineData("xy since:2026-11-23", "xy|||2026-11-22 16:00")]
    [InlineData("xy since:2026-11-23T03:00:00Z", "xy|||2026-11-23 03:00")]
    [InlineData("xy since:11:00", "xy|||2026-11-23 03:00")]
    [InlineData("xy since:12:00", "xy|||2026-11-22 04:00")]
    [InlineData("xy since:soon", null)]
    [InlineData("-xy", null)]
    [InlineData("tag:web", null)]
    [InlineData("power:maybe xy", null)]
    [InlineData("/(a/", null)]
    [InlineData("/a*/", null)]
    [InlineData("xy since:1h until:2h", null)]
    public void TryParse_Text_IsUnderstood(string text, string? wanted)
    {
        var query = ConsoleQuery.TryParse(text, s_now, s_zone, out var error);
        Assert.Equal(query is null, error is not null);
        Assert.Equal(wanted, query is null ? null : $"{string.Join(',', query.Wanted)}|{string.Join(',', query.Unwanted)}|{query.Servers}|{query.Since?.UtcDateTime:yyyy-MM-dd HH:mm}");
    }

    [Fact]
    public void TryParse_AnyText_NeverThrows()
    {
        var random = new Random(3);
        const string Alphabet = "ab \"/-:\\()[]*+?.|since:until:tag:server:0123456789dhm\u4e2d";
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            var query = ConsoleQuery.TryParse(text, s_now, s_zone, out var error);
            Assert.True(query is null != error is null, text);
            _ = query?.Highlights("ab/cd 12 中 \"x\"").Count;
        }
    }
}
