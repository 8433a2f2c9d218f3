using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Set Power Cycle Interval, IPMI 2.0 §28.9: how long a power cycle keeps power off.</summary>
/// <param name="Seconds">Seconds; 0 is as short as the chassis can.</param>
public sealed record SetPowerCycleInterval(byte Seconds) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Chassis, 0x0B);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  interval in seconds  */
        writer.WriteByte(Seconds);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
