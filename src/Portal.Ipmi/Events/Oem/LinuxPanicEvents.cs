using System.Text;

namespace Portal.Ipmi.Events.Oem;

/// <summary>
/// What the Linux kernel logs when it panics (CONFIG_IPMI_PANIC_EVENT and _STRING): an OS stop event of generator 41h whose sensor number and
/// data bytes 2 and 3 are the first letters of the message, then OEM records F0h with eleven letters each.
/// Source: drivers/char/ipmi/ipmi_msghandler.c, send_panic_events.
/// </summary>
internal static class LinuxPanicEvents
{
    private const byte KernelGenerator = 0x41;
    private const byte PanicRecord = 0xF0;
    private const byte RuntimeStopWithOemData = 0xA1;

    public static (string Words, EventSeverity? Severity)? Name(SystemEventRecord record) =>
        record.Generator.Address == KernelGenerator && record.SensorType == SensorType.OsCriticalStop && record.EventType == EventReadingType.SensorSpecific
            && record.Data1 == RuntimeStopWithOemData
            ? ($"Run-time critical stop, Linux panic \"{Letters([record.SensorNumber, record.Data2, record.Data3])}...\"", null)
            : null;

    public static EventDescription? Describe(OemSelRecord record)
    {
        var data = record.Data;
        if (record.RecordType != PanicRecord || (data[0] & 0x01) != 0)
            return null;
        return new EventDescription
        {
            Subject = "OS critical stop",
            Event = $"Linux panic message, part {data[1]}: \"{Letters(data.AsSpan(2))}\"",
            Severity = EventSeverity.Critical,
        };
    }

    private static string Letters(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var letter in bytes)
        {
            if (letter == 0)
                break;
            text.Append(letter is >= 0x20 and < 0x7F ? (char)letter : '.');
        }

        return text.ToString();
    }
}
