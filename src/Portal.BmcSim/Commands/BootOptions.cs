using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>System boot options, IPMI 2.0 §28.12 to §28.14: kept as they were written.</summary>
internal sealed class BootOptions
{
    public static CommandEntry[] Commands =>
    [
        new(0x00, 0x08, CommandEntry.Operator, 1, Set),
        new(0x00, 0x09, CommandEntry.Operator, 3, Get),
    ];

    private const byte NotSupported = 0x80;
    private const byte BootFlags = 5;
    private const byte FlagsValid = 0x80;
    private const byte FlagsPersistent = 0x40;

    // Lengths of the parameters 0 to 7: set in progress, partition selector, partition scan, flag clearing, acknowledge, boot flags, initiator info, initiator mailbox.
    private static ReadOnlySpan<byte> Lengths => [1, 1, 1, 1, 2, 5, 9, 17];

    private readonly byte[]?[] _parameters = new byte[8][];

    // §28.12. Request: parameter (bit 7: lock it), data.
    public static byte Set(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var parameter = data[0] & 0x7F;
        if (parameter >= Lengths.Length)
            return NotSupported;
        // Parameter alone, without data, only changes its lock.
        if (data.Length == 1)
            return Completion.Ok;
        if (data.Length - 1 > Lengths[parameter])
            return Completion.InvalidLength;
        var value = new byte[Lengths[parameter]];
        data[1..].CopyTo(value);
        bmc.Host.BootOptions._parameters[parameter] = value;
        return Completion.Ok;
    }

    // §28.13. Request: parameter, set, block. Answer: version, parameter, data.
    public static byte Get(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var parameter = data[0] & 0x7F;
        if (parameter >= Lengths.Length)
            return NotSupported;
        reply.Byte(0x01);
        reply.Byte(parameter);
        reply.Bytes(bmc.Host.BootOptions._parameters[parameter] ?? new byte[Lengths[parameter]]);
        return Completion.Ok;
    }

    /// <summary>A boot uses up flags that are not persistent.</summary>
    public void OnBoot()
    {
        if (_parameters[BootFlags] is { } flags && (flags[0] & FlagsPersistent) == 0)
            flags[0] &= 0xFF & ~FlagsValid;
    }
}
