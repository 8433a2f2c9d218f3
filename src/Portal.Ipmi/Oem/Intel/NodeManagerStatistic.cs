namespace Portal.Ipmi.Oem.Intel;

/// <summary>Kinds of global statistics of Node Manager.</summary>
public enum NodeManagerStatistic : byte
{
    /// <summary>Power in watts.</summary>
    Power = 0x01,

    /// <summary>Inlet temperature in degrees Celsius.</summary>
    InletTemperature = 0x02,

    /// <summary>Throttling in percent.</summary>
    Throttling = 0x03,

    /// <summary>Volumetric airflow in tenths of a cubic foot per minute.</summary>
    Airflow = 0x04,

    /// <summary>Outlet temperature in degrees Celsius.</summary>
    OutletTemperature = 0x05,
}
