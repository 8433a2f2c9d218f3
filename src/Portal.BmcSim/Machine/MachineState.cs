namespace Portal.BmcSim.Machine;

/// <summary>What the machine is doing.</summary>
internal enum MachineState
{
    /// <summary>No power.</summary>
    Off,

    /// <summary>Firmware, boot loader, kernel, services.</summary>
    Booting,

    /// <summary>Asks for a user name.</summary>
    Login,

    /// <summary>Asks for a password.</summary>
    Password,

    /// <summary>Someone is logged in.</summary>
    Shell,

    /// <summary>Services stop; power goes or a boot follows.</summary>
    Stopping,
}
