using Portal.BmcSim.Hardware;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>
/// Send Message, IPMI 2.0 §22.7, to the profile's satellite controllers. The answer to it holds the controller's answer, as many BMCs do; by a fault the
/// controller's answer comes in a message of its own, as ipmi_sim and the specification have it.
/// </summary>
internal static class BridgeCommands
{
    private const byte NoSuchController = 0x83;
    private const byte SendMessageCommand = 0x34;
    private const byte App = 0x06;
    private const byte Storage = 0x0A;
    private const byte SensorEvent = 0x04;

    public static CommandEntry[] Commands => [new(App, SendMessageCommand, CommandEntry.Operator, 8, SendMessage)];

    public static byte SendMessage(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte remoteConsole = 0x81;
        const byte bmcAddress = 0x20;
        var faults = bmc.Faults;
        if (!faults.SatelliteAnswersApart && !faults.SilentSatellites)
            return PassOn(bmc, bmc.Options.Hardware.Satellites, data, ref reply);
        Span<byte> answer = stackalloc byte[ReplyWriter.MaxLength];
        var inside = new ReplyWriter(answer);
        var code = PassOn(bmc, bmc.Options.Hardware.Satellites, data, ref inside);
        if (code != Completion.Ok)
            return code;
        // §6.13.4: to the one who asked it looks as if the BMC itself had executed the command.
        var message = inside.Written.ToArray();
        message[0] = remoteConsole;
        message[2] = (byte)-Sum(message.AsSpan(0, 2));
        message[3] = bmcAddress;
        message[^1] = (byte)-Sum(message.AsSpan(3, message.Length - 4));
        bmc.Delivery = faults.SilentSatellites ? [] : message;
        return Completion.Ok;
    }

    // §22.7: channel with tracking in bits 7:6, then an IPMB message: rsAddr, netFn/rsLUN, check, rqAddr, rqSeq/rqLUN, command, data, check.
    private static byte PassOn(Controller bmc, IReadOnlyList<SimSatellite> satellites, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        const byte trackRequest = 0x40;
        if ((data[0] & 0xC0) != trackRequest)
            return Completion.InvalidField;
        var message = data[1..];
        if (Sum(message[..3]) != 0 || Sum(message[3..]) != 0)
            return Completion.InvalidField;
        foreach (var satellite in satellites)
        {
            if (satellite.Address != message[0] || satellite.Channel != (data[0] & 0x0F))
                continue;
            Span<byte> answer = stackalloc byte[ReplyWriter.MaxLength];
            var inside = new ReplyWriter(answer);
            var code = Execute(bmc, satellite, message[1], message[5], message[6..^1], ref inside);
            if (reply.Room < 8 + inside.Written.Length)
                return Completion.CannotReturnBytes;
            WriteAnswer(message, code, inside.Written, ref reply);
            return Completion.Ok;
        }

        return NoSuchController;
    }

    private static byte Execute(Controller bmc, SimSatellite satellite, byte netFnAndLun, byte command, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (netFnAndLun >> 2 == SensorEvent && SensorCommands.HasSensors(bmc, satellite.Address))
            return SensorCommands.Execute(bmc, satellite.Address, (byte)(netFnAndLun & 0x03), command, data, ref reply);
        if (netFnAndLun >> 2 == Storage)
            return FruCommands.Execute(bmc, satellite.Address, command, data, ref reply);
        switch (netFnAndLun >> 2, command)
        {
            case (App, 0x01):
                reply.Byte(satellite.DeviceId);
                reply.Byte(0x00);
                reply.Byte(satellite.Firmware.Major);
                reply.Byte((satellite.Firmware.Minor / 10 << 4) | (satellite.Firmware.Minor % 10));
                reply.Byte(0x02);
                reply.Byte(0x01);
                reply.UInt24(0x002A7C);
                reply.UInt16(0x0F03);
                return Completion.Ok;
            case (App, SendMessageCommand):
                return data.Length < 8 ? Completion.InvalidLength : PassOn(bmc, satellite.Satellites, data, ref reply);
            case (SensorEvent, 0x2D):
                // §35.14: reading, then scanning and events enabled, then no threshold crossed.
                if (data.Length != 1)
                    return Completion.InvalidLength;
                if (!satellite.Readings.TryGetValue(data[0], out var reading))
                    return Completion.NotPresent;
                reply.Byte(reading);
                reply.Byte(0xC0);
                reply.Byte(0xC0);
                return Completion.Ok;
            default:
                return Completion.InvalidCommand;
        }
    }

    private static void WriteAnswer(ReadOnlySpan<byte> request, byte code, scoped ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        Span<byte> answer = stackalloc byte[8 + ReplyWriter.MaxLength];
        answer[0] = request[3];
        answer[1] = (byte)((request[1] & 0xFC) + 0x04 + (request[4] & 0x03));
        answer[2] = (byte)-Sum(answer[..2]);
        answer[3] = request[0];
        answer[4] = (byte)((request[4] & 0xFC) | (request[1] & 0x03));
        answer[5] = request[5];
        answer[6] = code;
        data.CopyTo(answer[7..]);
        answer[7 + data.Length] = (byte)-Sum(answer[3..(7 + data.Length)]);
        reply.Bytes(answer[..(8 + data.Length)]);
    }

    private static byte Sum(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (var value in bytes)
            sum += value;
        return sum;
    }
}
