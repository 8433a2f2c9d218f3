using System.Text.Json;

namespace Portal.Web.Tests.Api.Consoles;

/// <summary>Reads a recording as its description says (asciicast v2), and nothing of how ours is written.</summary>
internal sealed record Asciicast(JsonElement Header, IReadOnlyList<(decimal Time, string Kind, string Data)> Events)
{
    public string Output => string.Concat(Events.Where(item => item.Kind == "o").Select(item => item.Data));

    public static Asciicast Parse(string text)
    {
        var lines = text.Split('\n');
        Assert.Equal("", lines[^1]);
        var header = JsonSerializer.Deserialize<JsonElement>(lines[0]);
        Assert.Equal(2, header.GetProperty("version").GetInt32());
        Assert.InRange(header.GetProperty("width").GetInt32(), 1, 1000);
        Assert.InRange(header.GetProperty("height").GetInt32(), 1, 1000);
        var events = new List<(decimal Time, string Kind, string Data)>();
        foreach (var line in lines[1..^1])
        {
            var parts = JsonSerializer.Deserialize<JsonElement[]>(line)!;
            Assert.Equal(3, parts.Length);
            var item = (parts[0].GetDecimal(), parts[1].GetString()!, parts[2].GetString()!);
            Assert.Contains(item.Item2, new[] { "o", "m" });
            Assert.True(item.Item1 >= (events.Count == 0 ? 0 : events[^1].Time), "Times go back.");
            events.Add(item);
        }

        return new Asciicast(header, events);
    }
}
