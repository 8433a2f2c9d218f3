using System.Runtime.CompilerServices;
using Portal.BmcSim.Hardware;

namespace Portal.BmcSim.Sensors;

/// <summary>The records and the sensors of a profile, made once and shared by all BMCs that have it.</summary>
internal sealed class SdrImage
{
    private static readonly ConditionalWeakTable<HardwareProfile, SdrImage> s_images = [];

    private SdrImage(HardwareProfile profile)
    {
        var records = new List<byte[]>();
        foreach (var record in profile.OtherRecords)
            records.Add(SdrWriter.Wrap((ushort)(records.Count + 1), record));
        foreach (var sensor in profile.Sensors)
            records.Add(SdrWriter.Write((ushort)(records.Count + 1), sensor));
        Records = records;

        var sensors = new Dictionary<SensorKey, SimSensor>();
        foreach (var sensor in profile.Sensors)
        {
            for (var i = 0; i < sensor.ShareCount && sensor.Kind != SimRecordKind.EventOnly; i++)
                sensors.TryAdd(new SensorKey(sensor.Owner, sensor.Lun, (byte)(sensor.Number + i)), sensor);
        }

        Sensors = sensors;
        States = sensors.ToDictionary(pair => pair.Key, pair => new SensorState(pair.Value));
    }

    public IReadOnlyList<byte[]> Records { get; }

    public IReadOnlyDictionary<SensorKey, SimSensor> Sensors { get; }

    /// <summary>What every sensor has at the start; nobody changes these.</summary>
    public IReadOnlyDictionary<SensorKey, SensorState> States { get; }

    public static SdrImage Of(HardwareProfile profile) => s_images.GetValue(profile, static p => new SdrImage(p));
}
