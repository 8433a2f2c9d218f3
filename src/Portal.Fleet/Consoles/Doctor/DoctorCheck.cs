namespace Portal.Fleet.Consoles.Doctor;

/// <summary>What the console doctor looks at, in the order in which one thing keeps the next from working.</summary>
public enum DoctorCheck
{
    /// <summary>The portal reaches the BMC and is logged in.</summary>
    Session,

    /// <summary>The host has power.</summary>
    Power,

    /// <summary>The server's policy lets the portal hold and record the line.</summary>
    Policy,

    /// <summary>SOL is switched on in the BMC.</summary>
    SolEnabled,

    /// <summary>The portal's BMC account may use SOL.</summary>
    PayloadAccess,

    /// <summary>The session has the privilege that SOL asks for.</summary>
    SolPrivilege,

    /// <summary>The session is as secure as SOL asks for.</summary>
    Security,

    /// <summary>The channel takes sessions whatever the host does.</summary>
    Channel,

    /// <summary>Who holds the line on the BMC.</summary>
    Line,

    /// <summary>BMC and host talk at the same speed.</summary>
    BitRate,

    /// <summary>How the BMC gathers and repeats characters.</summary>
    Timing,

    /// <summary>The BMC can pass characters to the host.</summary>
    Transfer,

    /// <summary>When the host printed last.</summary>
    LastByte,

    /// <summary>The host printed something since it was powered on.</summary>
    SincePowerOn,

    /// <summary>The host offers a login on this line.</summary>
    Login,

    /// <summary>Who types.</summary>
    Driver,

    /// <summary>The host answers a key; only when somebody asks for it.</summary>
    Probe,
}
