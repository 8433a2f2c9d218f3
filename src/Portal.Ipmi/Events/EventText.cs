namespace Portal.Ipmi.Events;

/// <summary>What the offsets of events and discrete states mean: the one place that knows IPMI 2.0 tables 42-2 and 42-3.</summary>
public static class EventText
{
    /// <summary>Offsets are four bits; 0Fh is unspecified in an event.</summary>
    public const int MaxOffset = 0x0E;

    /// <summary>
    /// What an offset means; null when neither the generic types nor the sensor's type define it, as for OEM types.
    /// A generic offset may mean more or less trouble depending on the sensor's type.
    /// </summary>
    public static EventOffset? Find(EventReadingType type, SensorType sensor, int offset)
    {
        if (type == EventReadingType.SensorSpecific)
            return At(SensorEventTable.For(sensor), offset);
        if (At(GenericEventTable.For(type), offset) is not { } generic)
            return null;
        return GenericEventTable.Judge(type, sensor, offset) is { } judgement ? generic with { Asserted = judgement.Asserted, Deasserted = judgement.Deasserted } : generic;
    }

    /// <summary>An offset in words: <c>Upper critical going high</c>, <c>Presence detected</c>, <c>OEM type 71h, offset 2</c>.</summary>
    public static string Describe(EventReadingType type, SensorType sensor, int offset) => Find(type, sensor, offset) switch
    {
        { } known => known.Words,
        null when type == EventReadingType.SensorSpecific => $"{sensor.Describe()}, offset {offset}",
        null => $"{type.Describe()}, offset {offset}",
    };

    /// <summary>How bad an offset is, while it holds or when an event says that it no longer does.</summary>
    public static EventSeverity Severity(EventReadingType type, SensorType sensor, int offset, bool deasserted = false) =>
        Find(type, sensor, offset) is { } known ? deasserted ? known.Deasserted : known.Asserted : EventSeverity.Unknown;

    private static EventOffset? At(ReadOnlySpan<EventOffset> offsets, int offset) =>
        offset >= 0 && offset < offsets.Length && offsets[offset].Words is { } ? offsets[offset] : null;
}
