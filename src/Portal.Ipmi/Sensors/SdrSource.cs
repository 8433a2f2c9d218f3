namespace Portal.Ipmi.Sensors;

/// <summary>Where a BMC keeps its sensor data records.</summary>
public enum SdrSource
{
    /// <summary>The SDR repository, IPMI 2.0 §33.</summary>
    Repository,

    /// <summary>Device SDRs of the controller itself, IPMI 2.0 §35.2.</summary>
    Device,
}
