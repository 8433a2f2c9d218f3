using System.Buffers.Binary;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>FRU inventory devices, IPMI 2.0 §34.</summary>
internal static class FruCommands
{
    public static CommandEntry[] Commands =>
    [
        new(0x0A, 0x10, CommandEntry.User, 1, GetAreaInfo),
        new(0x0A, 0x11, CommandEntry.User, 4, Read),
        new(0x0A, 0x12, CommandEntry.Operator, 4, Write),
    ];

    private const byte WriteProtected = 0x80;
    private const byte DeviceBusy = 0x81;
    private const int MostBytes = ReplyWriter.MaxLength - 1;

    // A message on the bus has 32 bytes, 9 of them around these.
    private const int MostBytesOnIpmb = 23;

    /// <summary>A FRU command that came over a bridge.</summary>
    public static byte Execute(Controller bmc, byte controller, byte command, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        foreach (var entry in Commands)
        {
            if (entry.Command != command)
                continue;
            if (data.Length < entry.MinLength)
                return Completion.InvalidLength;
            var address = bmc.ResponderAddress;
            bmc.ResponderAddress = controller;
            var code = entry.Handler(bmc, null, data, ref reply);
            bmc.ResponderAddress = address;
            return code;
        }
        return Completion.InvalidCommand;
    }

    // §34.1. Request: device. Answer: size (2), bit 0: by words.
    public static byte GetAreaInfo(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (bmc.Fru.Find(bmc.ResponderAddress, data[0]) is not { } device)
            return Completion.NotPresent;
        reply.UInt16(device.StatedSize ?? device.Content.Length);
        reply.Byte(device.ByWords ? 1 : 0);
        return Completion.Ok;
    }

    // §34.2. Request: device, offset (2), count. Answer: count, data.
    public static byte Read(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (bmc.Fru.Find(bmc.ResponderAddress, data[0]) is not { } device)
            return Completion.NotPresent;
        if (bmc.Faults.TakeFruBusy())
            return DeviceBusy;
        var unit = device.ByWords ? 2 : 1;
        var offset = BinaryPrimitives.ReadUInt16LittleEndian(data[1..]) * unit;
        var count = data[3] * unit;
        if (count > bmc.Faults.FruMaxReadBytes)
            return bmc.Faults.FruTooLongCode;
        if (count > (bmc.ResponderAddress == Controller.BmcAddress ? MostBytes : MostBytesOnIpmb))
            return Completion.CannotReturnBytes;
        var content = bmc.Fru.Content(device);
        if (offset >= content.Length || count == 0)
            return Completion.ParameterOutOfRange;
        count = Math.Min(count, content.Length - offset);
        reply.Byte(count / unit);
        reply.Bytes(content.Slice(offset, count));
        return Completion.Ok;
    }

    // §34.3. Request: device, offset (2), data. Answer: count.
    public static byte Write(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (bmc.Fru.Find(bmc.ResponderAddress, data[0]) is not { } device)
            return Completion.NotPresent;
        var unit = device.ByWords ? 2 : 1;
        var offset = BinaryPrimitives.ReadUInt16LittleEndian(data[1..]) * unit;
        var bytes = data[3..];
        if (bytes.Length > bmc.Faults.FruMaxWriteBytes)
            return bmc.Faults.FruTooLongCode;
        if (offset + bytes.Length > device.Content.Length)
            return Completion.ParameterOutOfRange;
        if (offset + bytes.Length > device.WriteProtectedFrom)
            return WriteProtected;
        if (!bmc.Faults.FruForgetsWrites)
            bmc.Fru.Write(device, offset, bytes);
        reply.Byte(bytes.Length / unit);
        return Completion.Ok;
    }
}
