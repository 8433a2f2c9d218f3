using System.Buffers.Binary;
using Portal.BmcSim.Hardware;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>DCMI 1.5: group DCh of network function 2Ch. Every request and answer begins with the group.</summary>
internal static class DcmiCommands
{
    public static CommandEntry[] Commands =>
    [
        Entry(0x01, CommandEntry.None, 2, GetCapabilities),
        Entry(0x02, CommandEntry.User, 4, GetPowerReading),
        Entry(0x03, CommandEntry.User, 3, GetPowerLimit),
        Entry(0x04, CommandEntry.Operator, 15, SetPowerLimit),
        Entry(0x05, CommandEntry.Operator, 4, ActivatePowerLimit),
        Entry(0x06, CommandEntry.User, 3, GetAssetTag),
        Entry(0x07, CommandEntry.Operator, 5, GetSensorInfo),
        Entry(0x08, CommandEntry.Operator, 3, SetAssetTag),
        Entry(0x09, CommandEntry.User, 3, GetIdentifier),
        Entry(0x0A, CommandEntry.Administrator, 3, SetIdentifier),
        Entry(0x0B, CommandEntry.Operator, 7, SetThermalLimit),
        Entry(0x0C, CommandEntry.User, 3, GetThermalLimit),
        Entry(0x10, CommandEntry.User, 5, GetTemperatures),
        Entry(0x12, CommandEntry.Administrator, 4, SetConfiguration),
        Entry(0x13, CommandEntry.User, 3, GetConfiguration),
    ];

    private const byte Dcmi = 0xDC;
    private const byte NoActiveLimit = 0x80;
    private const byte LimitOutOfRange = 0x84;
    private const int MaxTag = 63;
    private const int MaxPart = 16;
    private const int MaxPage = 8;

    // Answers to other groups, and to all of them on a BMC without DCMI, are "invalid command".
    private static CommandEntry Entry(byte command, byte privilege, byte minLength, CommandHandler handler) =>
        new(0x2C, command, privilege, 1, (Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply) =>
        {
            if (data[0] != Dcmi || bmc.Options.Hardware.Dcmi is null)
                return Completion.InvalidCommand;
            if (data.Length < minLength)
                return Completion.InvalidLength;
            reply.Byte(Dcmi);
            return handler(bmc, session, data, ref reply);
        });

    private static void Conformance(ref ReplyWriter reply, byte revision)
    {
        reply.Byte(1);
        reply.Byte(5);
        reply.Byte(revision);
    }

    // §6.1.1. Request: parameter. Answer: version (2), revision, data.
    public static byte GetCapabilities(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var dcmi = bmc.Options.Hardware.Dcmi!;
        Conformance(ref reply, 2);
        switch (data[1])
        {
            case 1: // reserved; power management; system interface
                reply.Bytes([0x00, (byte)(dcmi.Watts > 0 ? 1 : 0), 0x01]);
                return Completion.Ok;
            case 2: // event log: rolls over, 512 entries; reserved; temperatures sampled every second
                reply.UInt16(0x8000 | 512);
                reply.Bytes([0, 0, 1]);
                return Completion.Ok;
            case 3: // managed by the BMC itself, revision 1
                reply.Bytes([0x20, 0x01]);
                return Completion.Ok;
            case 4: // primary LAN; no other
                reply.Bytes([bmc.Options.Hardware.LanChannel, 0xFF, 0xFF]);
                return Completion.Ok;
            case 5 when dcmi.RollingPeriods.Count > 0:
                reply.Byte(dcmi.RollingPeriods.Count);
                foreach (var period in dcmi.RollingPeriods)
                    reply.Byte(period);
                return Completion.Ok;
            default:
                return Completion.InvalidField;
        }
    }

    // §6.6.1. Request: mode, period, reserved. Answer: current, minimum, maximum, average, time (4), period (4), state.
    public static byte GetPowerReading(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var dcmi = bmc.Options.Hardware.Dcmi!;
        if (dcmi.Watts == 0)
            return Completion.InvalidCommand;
        var enhanced = data[1] == 2;
        if (data[1] is not (1 or 2) || (enhanced && !dcmi.RollingPeriods.Contains(data[2])))
            return Completion.InvalidField;
        const uint sinceStart = 1_000_000;
        var watts = bmc.Host.IsOn ? dcmi.Watts : dcmi.StandbyWatts;
        reply.UInt16(watts);
        reply.UInt16(dcmi.StandbyWatts);
        reply.UInt16(dcmi.Watts * 3 / 2);
        reply.UInt16(watts);
        reply.UInt32((uint)bmc.Options.TimeProvider.GetUtcNow().ToUnixTimeSeconds());
        reply.UInt32(enhanced ? (uint)(data[2] & 0x3F) : sinceStart);
        reply.Byte(0x40);
        return Completion.Ok;
    }

    // §6.6.2. Request: reserved (2). Answer: reserved (2), action, watts (2), correction (4), reserved (2), period (2); 80h: not active.
    public static byte GetPowerLimit(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var state = bmc.Dcmi;
        if (state.PowerLimit is not { } limit)
            return NoActiveLimit;
        reply.UInt16(0);
        reply.Bytes(limit.AsSpan(0, 7));
        reply.UInt16(0);
        reply.Bytes(limit.AsSpan(7));
        bmc.AnswersDataWithCode = true;
        return state.PowerLimitActive ? Completion.Ok : NoActiveLimit;
    }

    // §6.6.3. Request: reserved (3), action, watts (2), correction (4), reserved (2), period (2).
    public static byte SetPowerLimit(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var watts = BinaryPrimitives.ReadUInt16LittleEndian(data[5..]);
        if (bmc.Options.Hardware.Dcmi!.Watts == 0)
            return Completion.InvalidCommand;
        if (watts < bmc.Options.Hardware.Dcmi.StandbyWatts)
            return LimitOutOfRange;
        bmc.Dcmi.PowerLimit = [.. data.Slice(4, 7), .. data.Slice(13, 2)];
        return Completion.Ok;
    }

    // §6.6.4. Request: 1 activate, 0 deactivate; reserved (2).
    public static byte ActivatePowerLimit(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (bmc.Dcmi.PowerLimit is null)
            return NoActiveLimit;
        bmc.Dcmi.PowerLimitActive = data[1] == 1;
        return Completion.Ok;
    }

    // §6.4.2. Request: offset, count. Answer: total length, data.
    public static byte GetAssetTag(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var (offset, count) = (data[1], data[2]);
        if (offset > MaxTag - 1 || offset + count > MaxTag || count > MaxPart)
            return Completion.ParameterOutOfRange;
        var tag = bmc.Dcmi.AssetTag;
        reply.Byte(tag.Length);
        if (offset < tag.Length)
            reply.Bytes(tag.AsSpan(offset, Math.Min(count, tag.Length - offset)));
        return Completion.Ok;
    }

    // §6.4.3. Request: offset, count, data. Answer: total length. The tag ends where the data ends.
    public static byte SetAssetTag(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var (offset, count) = (data[1], data[2]);
        if (offset > MaxTag - 1 || offset + count > MaxTag || count > MaxPart || offset > bmc.Dcmi.AssetTag.Length)
            return Completion.ParameterOutOfRange;
        if (data.Length - 3 < count)
            return Completion.InvalidLength;
        bmc.Dcmi.AssetTag = [.. bmc.Dcmi.AssetTag.AsSpan(0, offset), .. data.Slice(3, count)];
        reply.Byte(offset + count);
        return Completion.Ok;
    }

    // §6.4.6.1. Request: offset, count. Answer: length up to the null, data.
    public static byte GetIdentifier(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var identifier = bmc.Dcmi.Identifier;
        var (offset, count) = (data[1], data[2]);
        if (offset + count > identifier.Length || count > MaxPart)
            return Completion.ParameterOutOfRange;
        reply.Byte(Array.IndexOf(identifier, (byte)0));
        reply.Bytes(identifier.AsSpan(offset, count));
        return Completion.Ok;
    }

    // §6.4.6.2. Request: offset, count, data. Answer: last offset written. What lies beyond becomes null.
    public static byte SetIdentifier(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var identifier = bmc.Dcmi.Identifier;
        var (offset, count) = (data[1], data[2]);
        if (offset + count > identifier.Length || count > MaxPart || data.Length - 3 < count)
            return Completion.ParameterOutOfRange;
        if (offset + count == identifier.Length && data[3 + count - 1] != 0)
            return Completion.InvalidField;
        data.Slice(3, count).CopyTo(identifier.AsSpan(offset));
        identifier.AsSpan(offset + count).Clear();
        reply.Byte(offset + count);
        return Completion.Ok;
    }

    // §6.5.2. Request: sensor type, entity, instance, first. Answer: total, count, record ids.
    public static byte GetSensorInfo(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (!TryFind(bmc, data, out var entity))
            return Completion.InvalidField;
        var first = Math.Max(1, (int)data[4]);
        var ids = entity!.RecordIds.Skip(first - 1).Take(MaxPage).ToArray();
        reply.Byte(entity.RecordIds.Count);
        reply.Byte(ids.Length);
        foreach (var id in ids)
            reply.UInt16(id);
        return Completion.Ok;
    }

    // §6.7.3. Request: sensor type, entity, instance, first. Answer: total, count, [temperature, instance].
    public static byte GetTemperatures(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (!TryFind(bmc, data, out var entity))
            return Completion.InvalidField;
        var one = data[3] != 0;
        var first = one ? data[3] : Math.Max((byte)1, data[4]);
        var count = Math.Clamp(entity!.Celsius.Count - first + 1, 0, one ? 1 : MaxPage);
        reply.Byte(entity.Celsius.Count);
        reply.Byte(count);
        for (var instance = first; instance < first + count; instance++)
        {
            var celsius = entity.Celsius[instance - 1];
            reply.Byte(celsius < 0 ? 0x80 | -celsius : celsius);
            reply.Byte(instance);
        }
        return Completion.Ok;
    }

    // §6.7.2. Request: entity, instance, actions, temperature, time (2).
    public static byte SetThermalLimit(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (data[1] is not (0x37 or 0x40))
            return Completion.InvalidField;
        if (data[4] > 100)
            return LimitOutOfRange;
        bmc.Dcmi.ThermalLimit = data.Slice(3, 4).ToArray();
        return Completion.Ok;
    }

    // §6.7.1. Request: entity, instance. Answer: actions, temperature, time (2).
    public static byte GetThermalLimit(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (data[1] is not (0x37 or 0x40))
            return Completion.InvalidField;
        reply.Bytes(bmc.Dcmi.ThermalLimit);
        return Completion.Ok;
    }

    // §6.1.2. Request: parameter, set, data.
    public static byte SetConfiguration(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte activate = 1;
        if (data[1] == activate)
            return data[3] == 1 ? Completion.Ok : Completion.InvalidField;
        if (data[1] is < 2 or > 5)
            return Completion.InvalidField;
        var value = bmc.Dcmi.Configuration[data[1] - 2];
        if (data.Length - 3 != value.Length)
            return Completion.InvalidLength;
        data[3..].CopyTo(value);
        return Completion.Ok;
    }

    // §6.1.3. Request: parameter, set. Answer: version (2), revision, data.
    public static byte GetConfiguration(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (data[1] is < 1 or > 5)
            return Completion.InvalidField;
        Conformance(ref reply, 1);
        reply.Bytes(data[1] == 1 ? [0] : bmc.Dcmi.Configuration[data[1] - 2]);
        return Completion.Ok;
    }

    // The entity ids of DCMI 1.1 stand for those of IPMI: 40h for 37h, 41h for 03h, 42h for 07h.
    private static bool TryFind(Controller bmc, ReadOnlySpan<byte> data, out SimDcmiEntity? entity)
    {
        var dcmi = bmc.Options.Hardware.Dcmi!;
        entity = data[1] != 1 ? null : data[2] switch
        {
            0x37 or 0x40 => dcmi.Inlet,
            0x03 or 0x41 => dcmi.Processors,
            0x07 or 0x42 => dcmi.Baseboard,
            _ => null,
        };
        return entity is not null;
    }
}
