using Portal.Ipmi.Commands.Dcmi;

namespace Portal.Ipmi.Dcmi;

/// <summary>What Get DCMI Capabilities Info tells, DCMI 1.5 table 6-3. A part whose parameter the BMC does not have is null.</summary>
public sealed record DcmiCapabilities
{
    /// <summary>Version of DCMI that the BMC conforms to.</summary>
    public required Version Version { get; init; }

    /// <summary>Power management: Get Power Reading and, where implemented, power limits.</summary>
    public required bool PowerManagement { get; init; }

    /// <summary>The host can reach the BMC through a system interface.</summary>
    public required bool SystemInterface { get; init; }

    /// <summary>Terminal mode on a serial port.</summary>
    public required bool SerialTerminalMode { get; init; }

    /// <summary>A second LAN channel.</summary>
    public required bool SecondaryLan { get; init; }

    /// <summary>Parameter 2: event log and temperature monitoring.</summary>
    public DcmiPlatformAttributes? Platform { get; init; }

    /// <summary>Parameter 3: the controller that manages power.</summary>
    public DcmiPowerController? PowerController { get; init; }

    /// <summary>Parameter 4: channels to the BMC.</summary>
    public DcmiChannels? Channels { get; init; }

    /// <summary>Parameter 5: periods of enhanced power statistics; empty when there are none.</summary>
    public IReadOnlyList<RollingPeriod> RollingPeriods { get; init; } = [];

    /// <summary>Reads parameter 1, which every BMC with DCMI has.</summary>
    /// <exception cref="IpmiFormatException">The parameter is too short.</exception>
    public static DcmiCapabilities ReadSupported(DcmiParameter parameter)
    {
        /*  1   reserved; DCMI 1.0: [3] temperature monitor, [2] chassis power, [1] SEL, [0] identification, all mandatory
            2   [0] power management
            3   [2] secondary LAN, [1] serial terminal mode, [0] system interface  */
        ArgumentNullException.ThrowIfNull(parameter);
        var data = DcmiClient.Need(parameter, 3);
        return new DcmiCapabilities
        {
            Version = new Version(parameter.Major, parameter.Minor),
            PowerManagement = (data[1] & 0x01) != 0,
            SystemInterface = (data[2] & 0x01) != 0,
            SerialTerminalMode = (data[2] & 0x02) != 0,
            SecondaryLan = (data[2] & 0x04) != 0,
        };
    }
}
