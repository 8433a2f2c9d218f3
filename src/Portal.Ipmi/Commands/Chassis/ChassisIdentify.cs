using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Chassis Identify, IPMI 2.0 §28.5: the light that shows people the right machine.</summary>
/// <param name="Seconds">How long; 0 switches it off.</param>
/// <param name="Forever">Until it is switched off. Not every BMC can: it answers C7h, C9h or CCh then.</param>
public sealed record ChassisIdentify(byte Seconds = 15, bool Forever = false) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Chassis, 0x04);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1    interval in seconds, 0 off
            (2)  [0] on until switched off; left out where it is not needed, for BMCs that do not know it  */
        writer.WriteByte(Seconds);
        if (Forever)
            writer.WriteByte(0x01);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
