namespace Portal.Ipmi.Commands.Chassis;

/// <summary>The power restore policies that a chassis supports, IPMI 2.0 §28.8.</summary>
[Flags]
public enum PowerRestorePolicies : byte
{
    /// <summary>None is said to be supported.</summary>
    None = 0,

    /// <summary><see cref="PowerRestorePolicy.AlwaysOff"/>.</summary>
    AlwaysOff = 1,

    /// <summary><see cref="PowerRestorePolicy.Previous"/>.</summary>
    Previous = 2,

    /// <summary><see cref="PowerRestorePolicy.AlwaysOn"/>.</summary>
    AlwaysOn = 4,
}
