using Portal.BmcSim.Events;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>PEF configuration parameters, IPMI 2.0 §30.3, §30.4 and table 30-6. Group control (14, 15) is not there.</summary>
internal static class PefParameters
{
    private const byte NotSupported = 0x80;
    private const byte InUse = 0x81;
    private const byte ReadOnly = 0x82;
    private const byte Revision = 0x11;

    // §30.4. Request: bit 7 revision only, parameter; set; block. Answer: revision, data.
    public static byte Get(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var pef = bmc.EventFiltering;
        var (parameter, set, block) = (data[0] & 0x7F, data[1] & 0x7F, (int)data[2]);
        if (pef.Filters.Length == 0)
            return Completion.InvalidCommand;
        if (parameter > 13)
            return NotSupported;
        if (!Exists(pef, parameter, set, block))
            return Completion.ParameterOutOfRange;
        reply.Byte(Revision);
        if ((data[0] & 0x80) != 0)
            return Completion.Ok;
        switch (parameter)
        {
            case 0:
                reply.Byte(pef.SetInProgress);
                break;
            case 1:
                reply.Byte(pef.Control);
                break;
            case 2:
                reply.Byte(pef.ActionControl);
                break;
            case 3:
                reply.Byte(pef.StartupDelay);
                break;
            case 4:
                reply.Byte(pef.AlertStartupDelay);
                break;
            case 5:
                reply.Byte(pef.Filters.Length);
                break;
            case 6:
                reply.Byte(set);
                reply.Bytes(pef.Filters[set - 1]);
                break;
            case 7:
                reply.Byte(set);
                reply.Byte(pef.Filters[set - 1][0]);
                break;
            case 8:
                reply.Byte(pef.Policies.Length);
                break;
            case 9:
                reply.Byte(set);
                reply.Bytes(pef.Policies[set - 1]);
                break;
            case 10:
                reply.Bytes(pef.SystemGuid);
                break;
            case 11:
                reply.Byte(pef.Strings.Length - 1);
                break;
            case 12:
                reply.Byte(set);
                reply.Byte(pef.Strings[set].Filter);
                reply.Byte(pef.Strings[set].Set);
                break;
            default:
                reply.Byte(set);
                reply.Byte(block);
                reply.Bytes(pef.Strings[set].Text.AsSpan((block - 1) * EventFiltering.AlertText.BlockLength, EventFiltering.AlertText.BlockLength));
                break;
        }

        return Completion.Ok;
    }

    // §30.3. Request: parameter, data.
    public static byte Set(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var pef = bmc.EventFiltering;
        var parameter = data[0] & 0x7F;
        var value = data[1..];
        if (pef.Filters.Length == 0)
            return Completion.InvalidCommand;
        if (parameter > 13)
            return NotSupported;
        if (parameter is 5 or 8 or 11)
            return ReadOnly;
        ReadOnlySpan<byte> lengths = [1, 1, 1, 1, 1, 0, 21, 2, 0, 4, 17, 0, 3, 3];
        if (value.Length < lengths[parameter])
            return Completion.InvalidLength;
        if (!Exists(pef, parameter, value[0] & 0x7F, parameter == 13 ? value[1] : 0))
            return Completion.ParameterOutOfRange;
        switch (parameter)
        {
            case 0 when (value[0] & 0x03) == 1 && pef.SetInProgress == 1:
                return InUse;
            case 0 when (value[0] & 0x03) >= 2:
                return Completion.InvalidField;
            case 0:
                pef.SetInProgress = (byte)(value[0] & 0x03);
                break;
            case 1:
                pef.Control = (byte)(value[0] & 0x0F);
                break;
            case 2:
                pef.ActionControl = (byte)(value[0] & 0x2F);
                break;
            case 3:
                pef.StartupDelay = value[0];
                break;
            case 4:
                pef.AlertStartupDelay = value[0];
                break;
            case 6:
                value.Slice(1, EventFiltering.FilterLength).CopyTo(pef.Filters[(value[0] & 0x7F) - 1]);
                break;
            case 7:
                pef.Filters[(value[0] & 0x7F) - 1][0] = value[1];
                break;
            case 9:
                value.Slice(1, EventFiltering.PolicyLength).CopyTo(pef.Policies[(value[0] & 0x7F) - 1]);
                break;
            case 10:
                value[..17].CopyTo(pef.SystemGuid);
                break;
            case 12:
                pef.Strings[value[0] & 0x7F].Filter = value[1];
                pef.Strings[value[0] & 0x7F].Set = value[2];
                break;
            case 13:
                var block = pef.Strings[value[0] & 0x7F].Text.AsSpan((value[1] - 1) * EventFiltering.AlertText.BlockLength, EventFiltering.AlertText.BlockLength);
                block.Clear();
                value[2..Math.Min(value.Length, 2 + EventFiltering.AlertText.BlockLength)].CopyTo(block);
                break;
        }

        return Completion.Ok;
    }

    private static bool Exists(EventFiltering pef, int parameter, int set, int block) => parameter switch
    {
        6 or 7 => set >= 1 && set <= pef.Filters.Length,
        9 => set >= 1 && set <= pef.Policies.Length,
        12 => set < pef.Strings.Length,
        13 => set < pef.Strings.Length && block is >= 1 and <= EventFiltering.AlertText.Blocks,
        _ => true,
    };
}
