namespace Portal.BmcSim.Hardware;

/// <summary>What a profile says about channels and users.</summary>
public sealed partial record HardwareProfile
{
    /// <summary>Number of the LAN channel, 1 to 11. Most have 1, HPE has 2, Lenovo and some Supermicro boards have 8.</summary>
    public byte LanChannel { get; init; } = 1;

    /// <summary>Channel 0Eh is understood as "the one this request came by"; some BMCs want the number.</summary>
    public bool KnowsPresentChannel { get; init; } = true;

    /// <summary>Users the BMC has room for.</summary>
    public int UserSlots { get; init; } = 16;
}
