namespace Portal.Interop.Tests.Parity;

/// <summary>A log with one event of everything that IPMI 2.0 tables 42-2 and 42-3 define, and of the extension codes of event data 2 and 3.</summary>
public static class EventCatalogue
{
    private const byte SensorSpecific = 0x6F;
    private const byte Sensor = 0xF0;

    // Offsets of the generic types 01h to 0Ch.
    private static readonly int[] s_generic = [0, 12, 3, 2, 2, 2, 2, 9, 2, 2, 9, 8, 4];

    private static readonly (byte Type, int Offsets)[] s_specific =
    [
        (0x05, 7), (0x06, 6), (0x07, 13), (0x08, 8), (0x09, 8), (0x0C, 11), (0x0D, 9), (0x0F, 3), (0x10, 7), (0x11, 8), (0x12, 6), (0x13, 12), (0x14, 5), (0x19, 2),
        (0x1B, 2), (0x1D, 8), (0x1E, 5), (0x1F, 11), (0x20, 6), (0x21, 10), (0x22, 15), (0x23, 4), (0x24, 4), (0x25, 3), (0x27, 2), (0x28, 6), (0x29, 3), (0x2A, 4), (0x2B, 8),
        (0x2C, 8),
    ];

    /// <summary>Events that may be confused with each other only within their group.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<byte[]> Records)> Offsets { get; } =
    [
        .. Enumerable.Range(1, 12).Select(type => ($"generic type {type:X2}h", Records(type == 1 ? (byte)0x01 : (byte)0x17, (byte)type, s_generic[type]))),
        .. s_specific.Select(entry => ($"sensor type {entry.Type:X2}h", Records(entry.Type, SensorSpecific, entry.Offsets))),
    ];

    /// <summary>Extension codes, each list of one field.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<byte[]> Records)> Extensions { get; } =
    [
        ("firmware error", Codes(0x0F, 0, 0x00, 0x0D)), ("firmware hang", Codes(0x0F, 1, 0x00, 0x14)), ("firmware progress", Codes(0x0F, 2, 0x16, 0x19)),
        ("auxiliary log action", [.. Enumerable.Range(0, 6).Select(code => Event(0x12, SensorSpecific, 0xC3, (byte)(code << 4)))]),
        ("PEF action", [.. Enumerable.Range(0, 6).Select(bit => Event(0x12, SensorSpecific, 0xC4, (byte)(1 << bit)))]),
        ("power state", Codes(0x19, 0, 0x00, 0x0C)), ("restart cause", Codes(0x1D, 7, 0x00, 0x0B)), ("slot type", Codes(0x21, 0, 0x00, 0x0C)),
        ("version change", Codes(0x2B, 1, 0x00, 0x17)), ("FRU state cause", [.. Enumerable.Range(0, 11).Select(code => Event(0x2C, SensorSpecific, 0xC4, (byte)((code << 4) | 4)))]),
        ("timer use", [.. Enumerable.Range(1, 5).Select(use => Event(0x23, SensorSpecific, 0xC1, (byte)(0x20 | use)))]),
        ("timer interrupt", [.. Enumerable.Range(0, 4).Select(type => Event(0x23, SensorSpecific, 0xC1, (byte)((type << 4) | 4)))]),
        ("power supply error", [.. Enumerable.Range(0, 5).Select(code => Event(0x08, SensorSpecific, 0x36, 0xFF, (byte)code))]),
        ("session end", [.. Enumerable.Range(0, 4).Select(cause => Event(0x2A, SensorSpecific, 0xF1, 0x02, (byte)((cause << 4) | 1)))]),
    ];

    /// <summary>One record of a group.</summary>
    public static byte[] Event(byte sensorType, byte eventType, byte data1, byte data2 = 0xFF, byte data3 = 0xFF) =>
        [0, 0, 0x02, 0x30, 0x10, 0x53, 0x65, 0x20, 0, 0x04, sensorType, Sensor, eventType, data1, data2, data3];

    private static byte[][] Records(byte sensorType, byte eventType, int offsets) => [.. Enumerable.Range(0, offsets).Select(offset => Event(sensorType, eventType, (byte)offset))];

    private static byte[][] Codes(byte sensorType, int offset, int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(code => Event(sensorType, SensorSpecific, (byte)(0xC0 | offset), (byte)code))];
}
