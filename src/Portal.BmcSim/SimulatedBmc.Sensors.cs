using Portal.BmcSim.Sensors;

namespace Portal.BmcSim;

/// <content>What happens to the machine, as its sensors see it.</content>
public sealed partial class SimulatedBmc
{
    /// <summary>Sets the raw reading of a sensor of the BMC; it stays until set again.</summary>
    public void SetReading(byte sensorNumber, byte reading, byte lun = 0) => Change(sensorNumber, lun, state => state.Reading = reading);

    /// <summary>Sets the states that a discrete sensor of the BMC is in.</summary>
    public void SetStates(byte sensorNumber, ushort states, byte lun = 0) => Change(sensorNumber, lun, state => state.States = states);

    private void Change(byte sensorNumber, byte lun, Action<SensorState> change)
    {
        lock (_gate)
        {
            var key = new SensorKey(Controller.BmcAddress, lun, sensorNumber);
            if (!_controller.Sensors.Sensors.ContainsKey(key))
                throw new ArgumentException($"There is no sensor {sensorNumber:X2}h on LUN {lun}.", nameof(sensorNumber));
            change(_controller.Sensors.Change(key));
        }
    }
}
