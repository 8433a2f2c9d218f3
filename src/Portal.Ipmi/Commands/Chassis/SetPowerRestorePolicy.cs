using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Set Power Restore Policy, IPMI 2.0 §28.8. Answers the policies that the chassis supports.</summary>
/// <param name="Policy">The policy; <see cref="PowerRestorePolicy.Unknown"/> changes nothing and only asks for what is supported.</param>
public sealed record SetPowerRestorePolicy(PowerRestorePolicy Policy) : IpmiRequest<PowerRestorePolicies>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Chassis, 0x06);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [2:0] 0 always off, 1 previous state, 2 always on, 3 no change  */
        writer.WriteByte((byte)Policy);
    }

    /// <inheritdoc />
    protected internal override PowerRestorePolicies Read(ref IpmiReader reader)
    {
        /*  1  [2] always on, [1] previous state, [0] always off  */
        return (PowerRestorePolicies)(reader.ReadByte() & 0x07);
    }
}
