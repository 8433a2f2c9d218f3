namespace Portal.Ipmi.Events.Oem;

/// <summary>What one manufacturer documents of its events. The base class is the manufacturer who documents nothing.</summary>
internal class OemEvents
{
    private static readonly OemEvents s_none = new();
    private static readonly DellEvents s_dell = new();
    private static readonly HpeEvents s_hpe = new();
    private static readonly SupermicroEvents s_supermicro = new();
    private static readonly IntelEvents s_intel = new();
    private static readonly LenovoEvents s_lenovo = new();

    /// <summary>The decoder of a manufacturer, by IANA enterprise number.</summary>
    public static OemEvents For(int manufacturerId) => manufacturerId switch
    {
        674 => s_dell,
        11 or 47196 => s_hpe,
        // Supermicro, its number with the bytes exchanged as some boards send it, and Peppercon, whose number old boards kept.
        10876 or 47488 or 10437 => s_supermicro,
        343 => s_intel,
        // Lenovo, and IBM's System x that became Lenovo's.
        19046 or 20301 => s_lenovo,
        _ => s_none,
    };

    /// <summary>Name and severity of an event that the manufacturer defines, or defines better; null for the standard's.</summary>
    public virtual (string Words, EventSeverity? Severity)? Name(SystemEventRecord record) => null;

    /// <summary>Adds what the manufacturer puts into the data bytes.</summary>
    public virtual void AddDetails(SystemEventRecord record, List<EventDetail> details)
    {
    }

    /// <summary>An OEM record in words; null when it is not documented.</summary>
    public virtual EventDescription? Describe(OemTimestampedSelRecord record) => null;

    /// <summary>An OEM record without time in words; null when it is not documented.</summary>
    public virtual EventDescription? Describe(OemSelRecord record) => null;

    /// <summary>Both data bytes are the manufacturer's.</summary>
    protected static bool HasOemData(SystemEventRecord record) => record.Data2Use == EventDataUse.Oem && record.Data3Use == EventDataUse.Oem;

    protected static (string Words, EventSeverity? Severity)? Pick(ReadOnlySpan<string> words, int offset, EventSeverity severity) =>
        offset < words.Length && words[offset].Length > 0 ? (words[offset], severity) : null;
}
