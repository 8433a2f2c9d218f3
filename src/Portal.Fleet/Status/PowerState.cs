namespace Portal.Fleet.Status;

/// <summary>The host's power as last read.</summary>
public enum PowerState
{
    Unknown,
    Off,
    On,
}
