using System.Globalization;
using System.Text.Json;

namespace Portal.Interop.Tests.Parity;

/// <summary>One log record as a tool tells it.</summary>
public sealed record SelLine
{
    /// <summary>Time of an unset clock where the tool does not say how long it had run.</summary>
    public const long NotTold = -1;

    public required int Id { get; init; }

    /// <summary>Seconds since 1970; of an unset clock since start; null when there is none.</summary>
    public required long? Time { get; init; }

    public string? SensorType { get; init; }

    public string? Severity { get; init; }

    /// <summary>True for a deassertion; null for records that are no events.</summary>
    public bool? Direction { get; init; }

    public string Event { get; init; } = "";

    public string Details { get; init; } = "";

    public double? Reading { get; init; }

    /// <summary>Of our JSON.</summary>
    public static SelLine OfUs(JsonElement entry)
    {
        var isEvent = entry.GetProperty("sensorTypeCode").ValueKind == JsonValueKind.Number;
        return new SelLine
        {
            Id = entry.GetProperty("id").GetInt32(),
            Time = entry.GetProperty("timestamp").ValueKind == JsonValueKind.Number ? entry.GetProperty("timestamp").GetInt64() : null,
            SensorType = entry.GetProperty("sensorType").GetString(),
            Severity = entry.GetProperty("severity").GetString(),
            Direction = isEvent ? entry.GetProperty("isDeassertion").GetBoolean() : null,
            Event = entry.GetProperty("event").GetString()!,
            Details = string.Join(" ; ", entry.GetProperty("details").EnumerateArray().Select(d => $"{d.GetProperty("name").GetString()} {d.GetProperty("value").GetString()}")),
            Reading = entry.GetProperty("reading").ValueKind == JsonValueKind.Number ? entry.GetProperty("reading").GetDouble() : null,
        };
    }

    /// <summary>Of ipmitool's <c>sel list</c> and <c>sel elist</c>: id, date, time, sensor, event, direction.</summary>
    public static IReadOnlyList<SelLine> OfIpmitool(string output)
    {
        var lines = new List<SelLine>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Split('|').Select(cell => cell.Trim()).ToArray();
            if (cells.Length < 2 || !int.TryParse(cells[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var id))
                continue;
            var direction = cells.FirstOrDefault(cell => cell is "Asserted" or "Deasserted");
            lines.Add(new SelLine
            {
                Id = id,
                Time = TimeOf(cells),
                SensorType = cells.Length > 3 ? cells[3] : null,
                Direction = direction is null ? null : direction == "Deasserted",
                Event = direction is null ? string.Join(' ', cells.Skip(1)) : string.Join(" | ", cells.Skip(4).Where(cell => cell != direction)),
            });
        }

        return lines;
    }

    /// <summary>Of <c>ipmi-sel --comma-separated-output -v --output-event-state</c>: id, date, time, name, type, state, direction, event.</summary>
    public static IReadOnlyList<SelLine> OfFreeIpmi(string output)
    {
        var lines = new List<SelLine>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Split(',', 8);
            if (cells.Length < 8 || !int.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                continue;
            var words = cells[7].Split(" ; ", 2);
            lines.Add(new SelLine
            {
                Id = id,
                Time = cells[1] == "N/A" ? null
                    : cells[1] == "PostInit" ? NotTold
                    : Seconds($"{cells[1]} {cells[2]}", "MMM-dd-yyyy HH:mm:ss"),
                SensorType = cells[4],
                Severity = cells[5],
                Direction = cells[6] switch { "Assertion Event" => false, "Deassertion Event" => true, _ => null },
                Event = words[0],
                Details = words.Length > 1 ? words[1] : "",
            });
        }

        return lines;
    }

    private static long? TimeOf(string[] cells)
    {
        if (cells[1].StartsWith("Pre-Init", StringComparison.Ordinal))
            return long.Parse(cells[2].Split(' ')[0], CultureInfo.InvariantCulture);
        return cells.Length > 2 && cells[2].Contains(':') ? Seconds($"{cells[1]} {cells[2].Split(' ')[0]}", cells[1].Length == 8 ? "MM/dd/yy HH:mm:ss" : "MM/dd/yyyy HH:mm:ss") : null;
    }

    private static long Seconds(string text, string format) =>
        new DateTimeOffset(DateTime.ParseExact(text, format, CultureInfo.InvariantCulture), TimeSpan.Zero).ToUnixTimeSeconds();
}
