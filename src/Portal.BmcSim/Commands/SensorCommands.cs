using Portal.BmcSim.Hardware;
using Portal.BmcSim.Rmcp;
using Portal.BmcSim.Sensors;

namespace Portal.BmcSim.Commands;

/// <summary>Sensors, IPMI 2.0 §35.5 to §35.16. Every request begins with the sensor number; the LUN belongs to it.</summary>
internal static class SensorCommands
{
    private const byte SensorEvent = 0x04;
    private const byte EventsEnabled = 0x80;
    private const byte ScanningEnabled = 0x40;
    private const byte Unavailable = 0x20;

    private delegate byte SensorHandler(Controller bmc, SensorKey key, SimSensor sensor, ReadOnlySpan<byte> data, ref ReplyWriter reply);

    public static CommandEntry[] Commands { get; } =
    [
        new(SensorEvent, 0x23, CommandEntry.User, 2, OnSensor(GetFactors)),
        new(SensorEvent, 0x24, CommandEntry.Operator, 4, OnSensor(SetHysteresis)),
        new(SensorEvent, 0x25, CommandEntry.User, 1, OnSensor(GetHysteresis)),
        new(SensorEvent, 0x26, CommandEntry.Operator, 8, OnSensor(SetThresholds)),
        new(SensorEvent, 0x27, CommandEntry.User, 1, OnSensor(GetThresholds)),
        new(SensorEvent, 0x28, CommandEntry.Operator, 2, OnSensor(SetEventEnable)),
        new(SensorEvent, 0x29, CommandEntry.User, 1, OnSensor(GetEventEnable)),
        new(SensorEvent, 0x2A, CommandEntry.Operator, 2, OnSensor(Rearm)),
        new(SensorEvent, 0x2B, CommandEntry.User, 1, OnSensor(GetEventStatus)),
        new(SensorEvent, 0x2D, CommandEntry.User, 1, OnSensor(GetReading)),
        new(SensorEvent, 0x2E, CommandEntry.Operator, 3, OnSensor(SetSensorType)),
        new(SensorEvent, 0x2F, CommandEntry.User, 1, OnSensor(GetSensorType)),
        new(SensorEvent, 0x30, CommandEntry.Operator, 3, OnSensor(SetReading)),
    ];

    private static CommandHandler OnSensor(SensorHandler handler) => (Controller bmc, SimSession? _, ReadOnlySpan<byte> data, ref ReplyWriter reply) =>
    {
        var key = new SensorKey(bmc.ResponderAddress, bmc.RequestLun, data[0]);
        return bmc.Sensors.Sensors.TryGetValue(key, out var sensor) ? handler(bmc, key, sensor, data, ref reply) : Completion.NotPresent;
    };

    /// <summary>A controller behind the BMC has sensors in the profile.</summary>
    public static bool HasSensors(Controller bmc, byte owner)
    {
        foreach (var key in bmc.Sensors.Sensors.Keys)
        {
            if (key.Owner == owner)
                return true;
        }

        return false;
    }

    /// <summary>A sensor command that came over a bridge.</summary>
    public static byte Execute(Controller bmc, byte owner, byte lun, byte command, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        foreach (var entry in Commands)
        {
            if (entry.Command != command)
                continue;
            if (data.Length < entry.MinLength)
                return Completion.InvalidLength;
            var (address, asked) = (bmc.ResponderAddress, bmc.RequestLun);
            (bmc.ResponderAddress, bmc.RequestLun) = (owner, lun);
            var code = entry.Handler(bmc, null, data, ref reply);
            (bmc.ResponderAddress, bmc.RequestLun) = (address, asked);
            return code;
        }

        return Completion.InvalidCommand;
    }

    // §35.14. Answer: reading, flags, states (threshold comparison, or discrete states in two bytes).
    private static byte GetReading(Controller bmc, SensorKey key, SimSensor sensor, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        bmc.Stall = sensor.Stall;
        if (sensor.CompletionCode is { } code)
            return code;
        var state = bmc.Sensors.State(key);
        var reading = bmc.Sensors.Reading(sensor, key, state);
        reply.Byte(reading);
        reply.Byte(Flags(bmc, sensor, state));
        if (sensor.OmitsStates)
            return Completion.Ok;
        if (sensor.ReadingType == SimSensor.Threshold)
        {
            reply.Byte(0xC0 | SensorPanel.Compare(sensor, state, reading));
            return Completion.Ok;
        }

        var states = state.States ?? sensor.States;
        reply.Byte(states);
        reply.Byte(0x80 | (states >> 8));
        return Completion.Ok;
    }

    private static byte Flags(Controller bmc, SimSensor sensor, SensorState state)
    {
        var unavailable = sensor.Unavailable || (sensor.NeedsHostPower && !bmc.Host.IsOn);
        return (byte)((state.EventsEnabled ? EventsEnabled : 0) | (state.ScanningEnabled ? ScanningEnabled : 0) | (unavailable ? Unavailable : 0));
    }

    // §35.5. Request: sensor, reading. Answer: next reading with other factors, factors (6).
    private static byte GetFactors(Controller bmc, SensorKey key, SimSensor sensor, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var table = sensor.FactorTable;
        var row = 0;
        while (row + 1 < table.Count && table[row + 1].From <= data[1])
            row++;
        reply.Byte(table[(row + 1) % table.Count].From);
        reply.Bytes(table[row].Bytes());
        return Completion.Ok;
    }

    // §35.6. Request: sensor, FFh, positive, negative.
    private static byte SetHysteresis(Controller bmc, SensorKey key, SimSensor sensor, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (sensor.ReadingType != SimSensor.Threshold)
            return Completion.IllegalForSensor;
        bmc.Sensors.Change(key).Hysteresis = (data[2], data[3]);
        return Completion.Ok;
    }

    // §35.7. Answer: positive, negative.
    private static byte GetHysteresis(Controller bmc, SensorKey key, SimSensor sensor, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (sensor.ReadingType != SimSensor.Threshold)
            return Completion.IllegalForSensor;
        var (positive, negative) = bmc.Sensors.State(key).Hysteresis;
        reply.Byte(positive);
        reply.Byte(negative);
        return Completion.Ok;
    }

    // §35.8. Request: sensor, which, six thresholds.
    private static byte SetThresholds(Controller bmc, SensorKey key, SimSensor sensor, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (sensor.ReadingType != SimSensor.Threshold || !sensor.ThresholdsSettable)
            return Completion.IllegalForSensor;
        if ((data[1] & ~sensor.Thresholds.Mask & 0x3F) != 0)
            return Completion.InvalidField;
        var state = bmc.Sensors.Change(key);
        for (var i = 0; i < 6; i++)
        {
            if ((data[1] & (1 << i)) != 0)
                state.Thresholds[i] = data[2 + i];
        }

        return Completion.Ok;
    }

    // §35.9. Answer: which, six thresholds.
    private static byte GetThresholds(Controller bmc, SensorKey key, SimSensor sensor, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        if (sensor.ReadingType != SimSensor.Threshold)
            return Completion.IllegalForSensor;
        var state = bmc.Sensors.State(key);
        reply.Byte(sensor.Thresholds.Mask);
        foreach (var threshold in state.Thresholds)
            reply.Byte(threshold ?? 0);
        return Completion.Ok;
    }

    // §35.10. Request: sensor, [7] events [6] scanning [5:4] 1 enable or 2 disable those that follow; assertion (2), deassertion (2).
    private static byte SetEventEnable(Controller bmc, SensorKey key, SimSensor sensor, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var state = bmc.Sensors.Change(key);
        state.EventsEnabled = (data[1] & EventsEnabled) != 0;
        state.ScanningEnabled = (data[1] & ScanningEnabled) != 0;
        var assertions = At(data, 2) | (At(data, 3) << 8);
        var deassertions = At(data, 4) | (At(data, 5) << 8);
        switch ((data[1] >> 4) & 0x03)
        {
            case 1:
                state.AssertionEvents |= assertions;
                state.DeassertionEvents |= deassertions;
                break;
            case 2:
                state.AssertionEvents &= ~assertions;
                state.DeassertionEvents &= ~deassertions;
                break;
        }

        return Completion.Ok;
    }

    private static int At(ReadOnlySpan<byte> data, int index) => index < data.Length ? data[index] : 0;

    // §35.11. Answer: flags, assertion events (2), deassertion events (2).
    private static byte GetEventEnable(Controller bmc, SensorKey key, SimSensor sensor, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var state = bmc.Sensors.State(key);
        reply.Byte(Flags(bmc, sensor, state) & ~Unavailable);
        reply.UInt16(state.AssertionEvents);
        reply.UInt16(state.DeassertionEvents);
        return Completion.Ok;
    }

    // §35.12. All sensors re-arm by themselves, so there is nothing latched to clear.
    private static byte Rearm(Controller bmc, SensorKey key, SimSensor sensor, ReadOnlySpan<byte> data, ref ReplyWriter reply) => Completion.Ok;

    // §35.13. Answer: flags, assertion events (2), deassertion events (2).
    private static byte GetEventStatus(Controller bmc, SensorKey key, SimSensor sensor, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var state = bmc.Sensors.State(key);
        reply.Byte(Flags(bmc, sensor, state));
        var asserted = (int)(state.States ?? sensor.States);
        if (sensor.ReadingType == SimSensor.Threshold)
        {
            var reached = SensorPanel.Compare(sensor, state, bmc.Sensors.Reading(sensor, key, state));
            asserted = 0;
            for (var i = 0; i < 6; i++)
            {
                if ((reached & (1 << i)) != 0)
                    asserted |= 1 << ((i * 2) + (i < 3 ? 0 : 1));
            }
        }

        reply.UInt16(asserted & state.AssertionEvents);
        reply.UInt16(0);
        return Completion.Ok;
    }

    // §35.15. Request: sensor, type, reading type.
    private static byte SetSensorType(Controller bmc, SensorKey key, SimSensor sensor, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var state = bmc.Sensors.Change(key);
        (state.Type, state.ReadingType) = (data[1], (byte)(data[2] & 0x7F));
        return Completion.Ok;
    }

    // §35.16. Answer: type, reading type.
    private static byte GetSensorType(Controller bmc, SensorKey key, SimSensor sensor, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var state = bmc.Sensors.State(key);
        reply.Byte(state.Type);
        reply.Byte(state.ReadingType);
        return Completion.Ok;
    }

    // §35.17. Request: sensor, operation [1:0] 1 write the reading [5:4] assertion bits 1 write, reading, assertion (2), ...
    private static byte SetReading(Controller bmc, SensorKey key, SimSensor sensor, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        var state = bmc.Sensors.Change(key);
        if ((data[1] & 0x03) == 0x01)
            state.Reading = data[2];
        if ((data[1] & 0x30) != 0)
            state.States = (ushort)(At(data, 3) | (At(data, 4) << 8));
        return Completion.Ok;
    }
}
