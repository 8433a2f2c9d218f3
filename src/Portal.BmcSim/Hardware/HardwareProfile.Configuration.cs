using System.Collections.Immutable;

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

    /// <summary>Configuration parameters go back to what they were when "set complete" comes without a commit.</summary>
    public bool RollsBack { get; init; }

    /// <summary>What is wrong with the chassis.</summary>
    public ChassisConditions Conditions { get; init; }

    /// <summary>The chassis tells its front panel's buttons, and lets them be switched off.</summary>
    public bool HasFrontPanelButtons { get; init; } = true;

    /// <summary>Power-on counter at the start, in counts.</summary>
    public uint PowerOnCount { get; init; } = 8123;

    /// <summary>Minutes that one count of the power-on counter stands for.</summary>
    public byte MinutesPerPowerOnCount { get; init; } = 60;

    /// <summary>Power restore policy at the start: 0 off, 1 as before, 2 on.</summary>
    public byte RestorePolicy { get; init; } = 1;

    /// <summary>Result of the self test: 55h 00h passed; 57h with bits for what is out of reach.</summary>
    public (byte Outcome, byte Details) SelfTest { get; init; } = (0x55, 0x00);

    /// <summary>GUID of system and controller, 16 bytes in whatever order the BMC has; null makes one up in SMBIOS order.</summary>
    public byte[]? SystemGuid { get; init; }

    /// <summary>LAN configuration parameters that the BMC does not know; by default it knows all that there are.</summary>
    public IReadOnlySet<byte> UnsupportedLanParameters { get; init; } = ImmutableHashSet<byte>.Empty;

    /// <summary>Keeps the privilege limits of cipher suites at the suites' numbers instead of in the order of its list, as Supermicro does.</summary>
    public bool CipherPrivilegesByNumber { get; init; }

    /// <summary>Knows IPv6; otherwise none of the LAN configuration parameters from 50 on.</summary>
    public bool HasIpv6 { get; init; } = true;

    internal bool LacksLanParameter(byte parameter) => UnsupportedLanParameters.Contains(parameter) || (!HasIpv6 && parameter >= 50);
}
