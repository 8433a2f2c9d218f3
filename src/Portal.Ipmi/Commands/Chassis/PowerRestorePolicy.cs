namespace Portal.Ipmi.Commands.Chassis;

/// <summary>What a chassis does when mains power returns, IPMI 2.0 §28.2 and §28.8.</summary>
public enum PowerRestorePolicy : byte
{
    /// <summary>Stays off.</summary>
    AlwaysOff = 0,

    /// <summary>Goes back to the state it was in.</summary>
    Previous = 1,

    /// <summary>Powers up.</summary>
    AlwaysOn = 2,

    /// <summary>Unknown.</summary>
    Unknown = 3,
}
