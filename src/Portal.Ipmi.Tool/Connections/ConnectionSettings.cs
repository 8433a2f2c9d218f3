using Portal.Ipmi.Bridging;

namespace Portal.Ipmi.Tool.Connections;

/// <summary>Where the BMC is and how to talk to it, as the options say.</summary>
internal sealed record ConnectionSettings
{
    /// <summary>LAN or in band.</summary>
    public required Interface Interface { get; init; }

    /// <summary>Name or address of the BMC; null in band.</summary>
    public string? Host { get; init; }

    /// <summary>UDP port.</summary>
    public int Port { get; init; } = 623;

    /// <summary>Account on the BMC.</summary>
    public string UserName { get; init; } = "";

    /// <summary>Its password; null when none was given.</summary>
    public SecretBytes? Password { get; init; }

    /// <summary>BMC key K_G.</summary>
    public SecretBytes? Kg { get; init; }

    /// <summary>Cipher suites to try, in order; empty for the engine's own choice.</summary>
    public IReadOnlyList<CipherSuiteId> CipherSuites { get; init; } = [];

    /// <summary>Authentication types of IPMI 1.5, in order; empty for a session of IPMI 2.0.</summary>
    public IReadOnlyList<AuthenticationType> Ipmi15 { get; init; } = [];

    /// <summary>Privilege to ask for.</summary>
    public PrivilegeLevel Privilege { get; init; } = PrivilegeLevel.Administrator;

    /// <summary>First retransmission time-out.</summary>
    public TimeSpan? RetransmitAfter { get; init; }

    /// <summary>Retransmissions before a command has failed.</summary>
    public int? Retries { get; init; }

    /// <summary>Number of the device in band.</summary>
    public int DeviceNumber { get; init; }

    /// <summary>Logical unit of every command.</summary>
    public Lun? Lun { get; init; }

    /// <summary>The controller behind the BMC that commands are for; null for the BMC.</summary>
    public SatelliteAddress? Satellite { get; init; }

    /// <summary>How much to tell on standard error: 0 nothing, 1 what happens, 2 everything.</summary>
    public int Verbosity { get; init; }
}
