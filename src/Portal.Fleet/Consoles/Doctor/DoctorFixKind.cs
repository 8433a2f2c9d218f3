namespace Portal.Fleet.Consoles.Doctor;

/// <summary>What the console doctor can do about a finding. Each changes one thing, and says so before.</summary>
public enum DoctorFixKind
{
    /// <summary>Connects to the BMC now.</summary>
    Reconnect,

    /// <summary>Powers the host on.</summary>
    PowerOn,

    /// <summary>Sets the server's policy to hold and record the line always.</summary>
    HoldAlways,

    /// <summary>Switches SOL on in the BMC; off and on again when the BMC says that it is on and yet refuses it.</summary>
    EnableSol,

    /// <summary>Lets the portal's BMC account use SOL.</summary>
    GrantPayload,

    /// <summary>Lowers the privilege that SOL asks for to that of the portal's session.</summary>
    LowerSolPrivilege,

    /// <summary>Sets the bit rate of SOL, in force and stored.</summary>
    SetBitRate,

    /// <summary>Sets how the BMC gathers and repeats characters to what suits a network.</summary>
    SetTiming,
}
