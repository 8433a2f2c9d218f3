namespace Portal.BmcSim.Sensors;

/// <summary>What tells sensors apart: the controller, the LUN and the number.</summary>
internal readonly record struct SensorKey(byte Owner, byte Lun, byte Number);
