using Portal.BmcSim.Hardware;

namespace Portal.BmcSim.Sensors;

/// <summary>The sensors of one BMC and its sensor data records. Holds only what differs from the profile.</summary>
internal sealed class SensorPanel(Controller bmc)
{
    private static readonly TimeSpan s_driftPeriod = TimeSpan.FromMinutes(1);

    private readonly SdrImage _image = SdrImage.Of(bmc.Options.Hardware);
    private readonly Dictionary<SensorKey, SensorState> _states = [];
    private List<byte[]>? _records;
    private long _clockOffset;

    /// <summary>The records; the profile's until one is added or deleted.</summary>
    public IReadOnlyList<byte[]> Records => _records ?? _image.Records;

    /// <summary>The reservation of the repository, 0 when there is none.</summary>
    public ushort Reservation { get; set; }

    /// <summary>The reservation given out last.</summary>
    public ushort NextReservation { get; set; }

    /// <summary>Partial reads so far, for faults that come every few.</summary>
    public int PartialReads { get; set; }

    /// <summary>Seconds since 1970 of the last addition.</summary>
    public uint LastAddition { get; private set; } = 0x5F5E1000;

    /// <summary>Seconds since 1970 of the last deletion.</summary>
    public uint LastErase { get; private set; } = 0x5F5E0000;

    /// <summary>The repository's clock, seconds since 1970.</summary>
    public uint Now => (uint)(bmc.Options.TimeProvider.GetUtcNow().ToUnixTimeSeconds() + _clockOffset);

    /// <summary>Bytes of a record that is being added in parts.</summary>
    public List<byte>? Partial { get; set; }

    public IReadOnlyDictionary<SensorKey, SimSensor> Sensors => _image.Sensors;

    /// <summary>What a sensor has now, to read; the profile's values while nothing was changed.</summary>
    public SensorState State(SensorKey key) => _states.TryGetValue(key, out var state) ? state : _image.States[key];

    /// <summary>What a sensor has now, to change.</summary>
    public SensorState Change(SensorKey key)
    {
        if (!_states.TryGetValue(key, out var state))
            _states[key] = state = new SensorState(_image.Sensors[key]);
        return state;
    }

    /// <summary>Adds a record under an id of its own; returns the id.</summary>
    public ushort Add(ReadOnlySpan<byte> record)
    {
        var own = Own();
        var id = (ushort)(own.Count == 0 ? 1 : IdOf(own[^1]) + 1);
        byte[] bytes = [(byte)id, (byte)(id >> 8), .. record[2..]];
        own.Add(bytes);
        LastAddition = Now;
        Reservation = 0;
        return id;
    }

    public bool Delete(ushort id)
    {
        if (Own().RemoveAll(record => IdOf(record) == id) == 0)
            return false;
        LastErase = Now;
        Reservation = 0;
        return true;
    }

    public void Clear()
    {
        Own().Clear();
        LastErase = Now;
        Reservation = 0;
    }

    public void SetTime(uint seconds) => _clockOffset = seconds - bmc.Options.TimeProvider.GetUtcNow().ToUnixTimeSeconds();

    public static ushort IdOf(byte[] record) => (ushort)(record[0] | (record[1] << 8));

    /// <summary>The raw reading now: the profile's, moving to and fro with time.</summary>
    public byte Reading(SimSensor sensor, SensorKey key, SensorState state)
    {
        if (state.Reading is { } set)
            return set;
        if (sensor.Drift == 0 || !bmc.Options.Hardware.ReadingsDrift)
            return sensor.Reading;
        var time = bmc.Options.TimeProvider;
        var turns = ((double)bmc.Agenda.Now / time.TimestampFrequency / s_driftPeriod.TotalSeconds) + (key.Number * 0.13);
        var moved = Number(sensor, sensor.Reading) + (int)Math.Round(sensor.Drift * Math.Sin(2 * Math.PI * turns));
        return (byte)(sensor.IsSigned ? Math.Clamp(moved, -127, 127) : Math.Clamp(moved, 0, 255));
    }

    /// <summary>Which thresholds the reading has reached, in the order of Get Sensor Thresholds.</summary>
    public static byte Compare(SimSensor sensor, SensorState state, byte reading)
    {
        byte reached = 0;
        var value = Number(sensor, reading);
        for (var i = 0; i < 6; i++)
        {
            if (state.Thresholds[i] is not { } raw)
                continue;
            var threshold = Number(sensor, raw);
            if (i < 3 ? value <= threshold : value >= threshold)
                reached |= (byte)(1 << i);
        }

        return reached;
    }

    private static int Number(SimSensor sensor, byte raw) => (sensor.Units >> 6) switch
    {
        1 => (sbyte)raw < 0 ? (sbyte)raw + 1 : raw,
        2 => (sbyte)raw,
        _ => raw,
    };

    private List<byte[]> Own() => _records ??= [.. _image.Records];
}
