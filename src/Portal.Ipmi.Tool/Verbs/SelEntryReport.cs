using Portal.Ipmi.Events;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary>One log record as <c>sel</c> shows it.</summary>
internal sealed record SelEntryReport
{
    public required ushort Id { get; init; }

    public required string RecordType { get; init; }

    public required uint? Timestamp { get; init; }

    public required DateTimeOffset? Time { get; init; }

    public required double? SecondsSinceStart { get; init; }

    public required string? Generator { get; init; }

    public required int? GeneratorId { get; init; }

    public required int? ManufacturerId { get; init; }

    public required string? SensorType { get; init; }

    public required byte? SensorTypeCode { get; init; }

    public required byte? SensorNumber { get; init; }

    public required string? Sensor { get; init; }

    public required string? Entity { get; init; }

    public required byte? EventType { get; init; }

    public required byte? Offset { get; init; }

    public required string Subject { get; init; }

    public required string Event { get; init; }

    public required bool IsDeassertion { get; init; }

    public required EventSeverity Severity { get; init; }

    public required double? Reading { get; init; }

    public required double? Threshold { get; init; }

    public required string? Unit { get; init; }

    public required IReadOnlyList<EventDetail> Details { get; init; }

    public required byte[] Bytes { get; init; }

    public static SelEntryReport Of(SelRecord record, EventContext context, UtcOffset offset)
    {
        var words = EventDescription.Of(record, context);
        var systemEvent = record as SystemEventRecord;
        return new SelEntryReport
        {
            Id = record.Id,
            RecordType = $"{record.RecordType:X2}h",
            Timestamp = record.Time?.Value,
            Time = record.Time?.ToTime(offset),
            SecondsSinceStart = record.Time?.SinceStart?.TotalSeconds,
            Generator = systemEvent?.Generator.ToString(),
            GeneratorId = systemEvent?.Generator.Raw,
            ManufacturerId = (record as OemTimestampedSelRecord)?.ManufacturerId,
            SensorType = systemEvent?.SensorType.Describe(),
            SensorTypeCode = (byte?)systemEvent?.SensorType,
            SensorNumber = systemEvent?.SensorNumber,
            Sensor = words.Sensor?.Name,
            Entity = words.Sensor is { Entity: { } entity } sensor ? entity.Describe(sensor.EntityInstance) : null,
            EventType = (byte?)systemEvent?.EventType,
            Offset = systemEvent?.Offset,
            Subject = words.Subject,
            Event = words.Event,
            IsDeassertion = words.IsDeassertion,
            Severity = words.Severity,
            Reading = words.Reading,
            Threshold = words.Threshold,
            Unit = words.Reading is null && words.Threshold is null ? null : words.Sensor?.Unit,
            Details = words.Details,
            Bytes = record.Bytes.ToArray(),
        };
    }

    /// <summary>The cells of a line: id, time, what, event, direction, details.</summary>
    public IReadOnlyList<object?> Row() =>
    [
        $"{Id:x4}", TimeText, Subject, Event, SensorTypeCode is null ? "" : IsDeassertion ? "Deasserted" : "Asserted", string.Join(", ", Details),
    ];

    public string TimeText => Timestamp is { } value ? new IpmiTimestamp(value).ToString() : "no time";
}
