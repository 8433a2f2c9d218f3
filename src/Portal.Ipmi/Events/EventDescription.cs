using System.Globalization;

namespace Portal.Ipmi.Events;

/// <summary>An event in words, from a log record or a trap.</summary>
public sealed partial record EventDescription
{
    /// <summary>What the record is about: the sensor's name or number, or the kind of OEM record.</summary>
    public required string Subject { get; init; }

    /// <summary>What happened: <c>Upper critical going high</c>.</summary>
    public required string Event { get; init; }

    /// <summary>The condition ended.</summary>
    public bool IsDeassertion { get; init; }

    /// <summary>How bad it is.</summary>
    public EventSeverity Severity { get; init; }

    /// <summary>The sensor's data record, when there is one.</summary>
    public EventSensor? Sensor { get; init; }

    /// <summary>Reading that triggered a threshold event, in the sensor's unit; null when not told or not convertible.</summary>
    public double? Reading { get; init; }

    /// <summary>Threshold that was crossed, in the sensor's unit; null when not told or not convertible.</summary>
    public double? Threshold { get; init; }

    /// <summary>What else the data bytes say, in their order.</summary>
    public IReadOnlyList<EventDetail> Details { get; init; } = [];

    /// <summary>One line: <c>Fan FAN2: Lower critical going low (reading: 300 RPM, threshold: 500 RPM)</c>.</summary>
    public override string ToString() =>
        $"{Subject}: {Event}{(IsDeassertion ? ", deasserted" : "")}{(Details.Count == 0 ? "" : $" ({string.Join(", ", Details)})")}";

    internal static string Number(double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(value, 3)}{(unit.Length == 0 ? "" : " ")}{unit}");
}
