using Portal.BmcSim.Configuration;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>SOL configuration, IPMI 2.0 §26.2 and §26.3: kept, and obeyed where Activate Payload asks for it.</summary>
internal sealed class SolConfiguration(Controller bmc)
{
    public static CommandEntry[] Commands =>
    [
        new(0x0C, 0x21, CommandEntry.Administrator, 3, Set),
        new(0x0C, 0x22, CommandEntry.User, 4, Get),
    ];

    private const byte Enable = 1;
    private const byte Channel = 7;
    private readonly ParameterBank _bank = new(bmc);

    // Lengths of the parameters 0 to 8: set in progress, enable, authentication, accumulation, retry, stored bit rate, bit rate, channel, port.
    private static ReadOnlySpan<byte> Lengths => [1, 1, 1, 2, 2, 1, 1, 1, 2];

    /// <summary>SOL may be activated.</summary>
    public bool IsEnabled => (Read(Enable)[0] & 0x01) != 0;

    /// <summary>Lowest privilege limit of a session that may activate it.</summary>
    public int Privilege => Read(2)[0] & 0x0F;

    // Request: channel, parameter, data. 80h: no such parameter; 81h set in progress already; 82h read-only.
    public static byte Set(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (!bmc.LanChannel.IsConfigured(data[0]))
            return Completion.InvalidField;
        var parameter = data[1];
        var value = data[2..];
        if (parameter >= Lengths.Length)
            return ParameterBank.NotSupported;
        if (parameter == Channel)
            return ParameterBank.ReadOnly;
        if (value.Length != Lengths[parameter])
            return Completion.InvalidLength;
        return parameter == 0 ? bmc.SolConfiguration._bank.Mark(value[0]) : bmc.SolConfiguration._bank.Write(parameter, 0, value);
    }

    // Request: channel (bit 7: revision only), parameter, set, block. Answer: revision, data. 80h: no such parameter.
    public static byte Get(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte revision = 0x11;
        const byte revisionOnly = 0x80;
        if (!bmc.LanChannel.IsConfigured(data[0]))
            return Completion.InvalidField;
        if ((data[0] & revisionOnly) == 0 && (data[1] >= Lengths.Length || (data[1] == 0 && bmc.Faults.NoSetInProgress)))
            return ParameterBank.NotSupported;
        reply.Byte(revision);
        if ((data[0] & revisionOnly) == 0)
            reply.Bytes(bmc.SolConfiguration.Read(data[1]));
        return Completion.Ok;
    }

    private byte[] Read(byte parameter)
    {
        const byte baud115200 = 0x0A;
        return _bank.Find(parameter) ?? parameter switch
        {
            0 => [_bank.State],
            1 => [1],
            // Encryption and authentication forced, User may.
            2 => [0xC2],
            // Accumulate for 12 * 5 ms, send at 96 characters.
            3 => [12, 96],
            // Retry 7 times, every 25 * 10 ms.
            4 => [7, 25],
            5 or 6 => [baud115200],
            7 => [bmc.LanChannel.Number],
            _ => [(byte)bmc.Port, (byte)(bmc.Port >> 8)],
        };
    }
}
