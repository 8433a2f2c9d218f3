using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>How the firmware firewall's requests name commands, IPMI 2.0 §21.</summary>
internal static class FirewallTarget
{
    private const byte NetFnMask = 0x3F;

    /// <summary>Half of the commands of a network function.</summary>
    public static void Write(ref IpmiWriter writer, byte channel, NetFn netFn, Lun lun, int? body, bool upperHalf)
    {
        writer.WriteByte((byte)(channel & 0x0F));
        writer.WriteByte((byte)((upperHalf ? 0x40 : 0) | ((byte)netFn & NetFnMask)));
        writer.WriteByte((byte)((byte)lun & 0x03));
        WriteBody(ref writer, netFn, body);
    }

    /// <summary>One command.</summary>
    public static void Write(ref IpmiWriter writer, byte channel, NetFn netFn, Lun lun, int? body, byte command)
    {
        writer.WriteByte((byte)(channel & 0x0F));
        writer.WriteByte((byte)((byte)netFn & NetFnMask));
        writer.WriteByte((byte)((byte)lun & 0x03));
        writer.WriteByte(command);
        WriteBody(ref writer, netFn, body);
    }

    private static void WriteBody(ref IpmiWriter writer, NetFn netFn, int? body)
    {
        if (body is not { } code)
            return;
        writer.WriteByte((byte)code);
        if (netFn != NetFn.Oem)
            return;
        writer.WriteByte((byte)(code >> 8));
        writer.WriteByte((byte)(code >> 16));
    }
}
