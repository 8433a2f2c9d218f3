using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Reads the two bytes of an event mask, of which a BMC may leave out any number at the end.</summary>
internal static class EventMask
{
    private const ushort Defined = 0x7FFF;

    public static ushort Read(ref IpmiReader reader)
    {
        var low = reader.Remaining > 0 ? reader.ReadByte() : 0;
        var high = reader.Remaining > 0 ? reader.ReadByte() : 0;
        return (ushort)((low | (high << 8)) & Defined);
    }
}
