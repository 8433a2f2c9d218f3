using Portal.Ipmi.Events;

namespace Portal.Ipmi.Sensors;

/// <summary>One entity, as an association names it, IPMI 2.0 §39 and §43.4.</summary>
/// <param name="Id">What it is.</param>
/// <param name="Instance">Which one; from 60h on relative to the controller.</param>
/// <param name="Controller">Address of the controller that a relative instance belongs to; 0 for the system.</param>
/// <param name="Channel">Channel of that controller.</param>
public readonly record struct EntityInstance(EntityId Id, byte Instance, byte Controller = 0, byte Channel = 0)
{
    /// <summary>Prints as <c>10.1</c>, as ipmitool does.</summary>
    public override string ToString() => $"{(byte)Id}.{Instance & 0x7F}";
}
