namespace Portal.Ipmi.Commands.Transport;

/// <summary>Serial and modem configuration parameters, IPMI 2.0 table 25-4: those that matter without a modem.</summary>
public enum SerialParameter : byte
{
    /// <summary>Set in progress.</summary>
    SetInProgress = 0,

    /// <summary>Authentication types that there are.</summary>
    AuthenticationSupport = 1,

    /// <summary>Those that are enabled, by privilege level.</summary>
    AuthenticationEnables = 2,

    /// <summary>Connection mode.</summary>
    ConnectionMode = 3,

    /// <summary>Session inactivity timeout.</summary>
    SessionInactivityTimeout = 4,

    /// <summary>Callback control.</summary>
    ChannelCallback = 5,

    /// <summary>What ends a session.</summary>
    SessionTermination = 6,

    /// <summary>Flow control and bit rate of IPMI messages.</summary>
    Messaging = 7,

    /// <summary>What switches the serial port between BMC and host.</summary>
    MuxSwitch = 8,

    /// <summary>Terminal mode.</summary>
    TerminalMode = 29,
}
