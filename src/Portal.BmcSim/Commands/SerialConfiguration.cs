using Portal.BmcSim.Configuration;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>Basics of the serial channel, IPMI 2.0 §25.1 to §25.3: channel 2, or 3 where the LAN channel is 2.</summary>
internal sealed class SerialConfiguration(Controller bmc)
{
    public static CommandEntry[] Commands =>
    [
        new(0x0C, 0x10, CommandEntry.Administrator, 3, Set),
        new(0x0C, 0x11, CommandEntry.Operator, 4, Get),
        new(0x0C, 0x12, CommandEntry.Operator, 2, SetMux),
    ];

    private readonly ParameterBank _bank = new(bmc);
    private byte _blocked;
    private bool _onBmc;

    // Lengths of the parameters 0 to 8: set in progress, authentication support (read-only), enables, connection mode, inactivity, callback, termination, messaging, mux.
    private static ReadOnlySpan<byte> Lengths => [1, 1, 5, 1, 1, 6, 1, 2, 2];

    private byte Number => (byte)(bmc.LanChannel.Number == 2 ? 3 : 2);

    public bool Is(byte channel) => (channel & 0x0F) == Number;

    // §25.1. Request: channel, parameter, data.
    public static byte Set(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte authenticationSupport = 1;
        var serial = bmc.SerialConfiguration;
        if (!serial.Is(data[0]))
            return Completion.InvalidField;
        var parameter = data[1];
        var value = data[2..];
        if (parameter >= Lengths.Length)
            return ParameterBank.NotSupported;
        if (parameter == authenticationSupport)
            return ParameterBank.ReadOnly;
        if (value.Length != Lengths[parameter])
            return Completion.InvalidLength;
        return parameter == 0 ? serial._bank.Mark(value[0]) : serial._bank.Write(parameter, 0, value);
    }

    // §25.2. Request: channel (bit 7: revision only), parameter, set, block. Answer: revision, data.
    public static byte Get(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte revision = 0x11;
        var serial = bmc.SerialConfiguration;
        if (!serial.Is(data[0]))
            return Completion.InvalidField;
        if (data[1] >= Lengths.Length)
            return ParameterBank.NotSupported;
        reply.Byte(revision);
        reply.Bytes(serial._bank.Find(data[1]) ?? data[1] switch
        {
            0 => [serial._bank.State],
            // Password and none.
            1 => [0x11],
            2 => [0x11, 0x11, 0x11, 0x11, 0],
            // Directly connected, basic mode.
            3 => [0x81],
            // Two steps of 30 s.
            4 => [2],
            5 => new byte[6],
            6 => [1],
            // No flow control, 115,200 bit/s.
            7 => [0x00, 0x0A],
            _ => [0x03, 0x00],
        });
        return Completion.Ok;
    }

    // §25.3. Request: channel, setting. Answer: bit 7 to system blocked, 6 to BMC blocked, 1 accepted, 0 on the BMC.
    public static byte SetMux(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte systemBlocked = 0x80;
        const byte bmcBlocked = 0x40;
        var serial = bmc.SerialConfiguration;
        if (!serial.Is(data[0]))
            return Completion.InvalidField;
        var accepted = true;
        switch (data[1] & 0x0F)
        {
            case 0:
                break;
            case 1:
                accepted = (serial._blocked & systemBlocked) == 0;
                serial._onBmc &= !accepted;
                break;
            case 2:
                accepted = (serial._blocked & bmcBlocked) == 0;
                serial._onBmc |= accepted;
                break;
            case 3:
                serial._onBmc = false;
                break;
            case 4:
                serial._onBmc = true;
                break;
            case 5:
                serial._blocked |= systemBlocked;
                break;
            case 6:
                serial._blocked &= 0xFF & ~systemBlocked;
                break;
            case 7:
                serial._blocked |= bmcBlocked;
                break;
            case 8:
                serial._blocked &= 0xFF & ~bmcBlocked;
                break;
            default:
                return Completion.InvalidField;
        }
        reply.Byte(serial._blocked | (accepted ? 0x02 : 0) | (serial._onBmc ? 0x01 : 0));
        return Completion.Ok;
    }
}
