using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>Get SOL Configuration Parameters, IPMI 2.0 §26.3. They are fixed.</summary>
internal static class SolConfiguration
{
    public static CommandEntry[] Commands =>
    [
        new(0x0C, 0x22, CommandEntry.User, 4, Get),
    ];

    // Request: channel (bit 7: revision only), parameter, set, block. Answer: revision, data. 80h: no such parameter.
    public static byte Get(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte notSupported = 0x80;
        const byte revision = 0x11;
        const byte revisionOnly = 0x80;
        const byte baud115200 = 0x0A;
        if (!bmc.LanChannel.IsConfigured(data[0]))
            return Completion.InvalidField;
        reply.Byte(revision);
        if ((data[0] & revisionOnly) != 0)
            return Completion.Ok;
        switch (data[1])
        {
            case 0: // set in progress: none
                reply.Byte(0);
                break;
            case 1: // SOL enabled
                reply.Byte(1);
                break;
            case 2: // encryption and authentication forced, User may
                reply.Byte(0xC2);
                break;
            case 3: // accumulate for 12 * 5 ms, send at 96 characters
                reply.Byte(12);
                reply.Byte(96);
                break;
            case 4: // retry 7 times, every 25 * 10 ms
                reply.Byte(7);
                reply.Byte(25);
                break;
            case 5 or 6: // bit rate, kept and now
                reply.Byte(baud115200);
                break;
            case 7: // channel
                reply.Byte(bmc.LanChannel.Number);
                break;
            case 8: // port
                reply.UInt16(bmc.Port);
                break;
            default:
                return notSupported;
        }
        return Completion.Ok;
    }
}
