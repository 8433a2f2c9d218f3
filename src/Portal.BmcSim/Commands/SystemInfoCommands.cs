using System.Text;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>System info parameters, IPMI 2.0 §22.14a and §22.14b: strings in blocks of 16 bytes, the first of which begins with encoding and length.</summary>
internal sealed class SystemInfoCommands
{
    public static CommandEntry[] Commands =>
    [
        new(0x06, 0x58, CommandEntry.Administrator, 2, Set),
        new(0x06, 0x59, CommandEntry.User, 4, Get),
    ];

    private const byte NotSupported = 0x80;
    private const byte SetInProgressTwice = 0x81;
    private const byte ReadOnly = 0x82;
    private const byte Revision = 0x11;
    private const byte FirmwareVersion = 1;
    private const int Block = 16;
    private const int MaxWhole = 2 + 255;

    private readonly Dictionary<byte, byte[]> _strings = [];
    private byte _inProgress;

    // §22.14a. Request: parameter, data.
    public static byte Set(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var state = bmc.SystemInfo;
        var parameter = data[0];
        if (parameter == 0)
        {
            if (data[1] == 1 && state._inProgress == 1)
                return SetInProgressTwice;
            state._inProgress = data[1];
            return Completion.Ok;
        }
        if (!bmc.Options.Hardware.SystemInfo.ContainsKey(parameter))
            return NotSupported;
        if (parameter == FirmwareVersion)
            return ReadOnly;
        var offset = data[1] * Block;
        var bytes = data[2..];
        if (offset + bytes.Length > (MaxWhole + Block - 1) / Block * Block || bytes.Length > Block)
            return Completion.ParameterOutOfRange;
        var whole = Whole(bmc, parameter);
        if (whole.Length < offset + bytes.Length)
            Array.Resize(ref whole, offset + bytes.Length);
        bytes.CopyTo(whole.AsSpan(offset));
        state._strings[parameter] = whole;
        return Completion.Ok;
    }

    // §22.14b. Request: flags, parameter, set, block. Answer: revision, set, block of data.
    public static byte Get(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte revisionOnly = 0x80;
        var parameter = data[1];
        if (parameter >= 0xC0)
        {
            var code = OemCommands.Execute(bmc, 0x06, 0x59, data, ref reply);
            return code == Completion.InvalidCommand ? NotSupported : code;
        }
        if (parameter != 0 && !bmc.Options.Hardware.SystemInfo.ContainsKey(parameter))
            return NotSupported;
        reply.Byte(Revision);
        if ((data[0] & revisionOnly) != 0)
            return Completion.Ok;
        if (parameter == 0)
        {
            reply.Byte(bmc.SystemInfo._inProgress);
            return Completion.Ok;
        }
        var whole = Whole(bmc, parameter);
        var offset = data[2] * Block;
        if (offset > 0 && offset >= whole.Length)
            return Completion.ParameterOutOfRange;
        WriteBlock(whole, data[2], ref reply);
        return Completion.Ok;
    }

    // Encoding (0, ASCII), length, characters.
    private static byte[] Encode(string text) => [0, (byte)text.Length, .. Encoding.Latin1.GetBytes(text)];

    private static void WriteBlock(ReadOnlySpan<byte> whole, byte block, ref ReplyWriter reply)
    {
        Span<byte> bytes = stackalloc byte[Block];
        bytes.Clear();
        var offset = Math.Min(whole.Length, block * Block);
        whole.Slice(offset, Math.Min(Block, whole.Length - offset)).CopyTo(bytes);
        reply.Byte(block);
        reply.Bytes(bytes);
    }

    private static byte[] Whole(Controller bmc, byte parameter) =>
        bmc.SystemInfo._strings.TryGetValue(parameter, out var written) ? written : Encode(bmc.Options.Hardware.SystemInfo[parameter]);
}
