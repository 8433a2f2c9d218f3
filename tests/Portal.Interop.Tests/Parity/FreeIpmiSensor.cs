using System.Globalization;

namespace Portal.Interop.Tests.Parity;

/// <summary>One line of <c>ipmi-sensors --comma-separated-output --output-sensor-state --output-sensor-thresholds</c>.</summary>
internal sealed record FreeIpmiSensor(int RecordId, string Name, string Type, string State, string Reading, string Unit, string[] Thresholds, string[] Events)
{
    public static IReadOnlyList<FreeIpmiSensor> Parse(string output)
    {
        var sensors = new List<FreeIpmiSensor>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Split(',', 13);
            if (cells.Length == 13 && int.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                sensors.Add(new FreeIpmiSensor(id, cells[1], cells[2], cells[3], cells[4], cells[5], cells[6..12], Quoted(cells[12])));
        }

        return sensors;
    }

    private static string[] Quoted(string events) => [.. events.Split('\'').Where((_, i) => i % 2 == 1).Where(text => text != "OK")];
}
