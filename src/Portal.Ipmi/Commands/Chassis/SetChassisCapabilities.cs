using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Chassis;

/// <summary>
/// Set Chassis Capabilities, IPMI 2.0 §28.7. The BMC does not say when a field cannot be changed: read them back with <see cref="GetChassisCapabilities"/>.
/// </summary>
/// <param name="Capabilities">What to set; of the features only the intrusion sensor and the front panel lockout can be.</param>
public sealed record SetChassisCapabilities(ChassisCapabilities Capabilities) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Chassis, 0x05);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1    [1] front panel lockout, [0] intrusion sensor
            2-5  FRU, SDR, SEL and system management device address
            (6)  bridge device address  */
        writer.WriteByte((byte)((byte)Capabilities.Features & 0x03));
        writer.WriteByte(Capabilities.FruAddress);
        writer.WriteByte(Capabilities.SdrAddress);
        writer.WriteByte(Capabilities.SelAddress);
        writer.WriteByte(Capabilities.SystemManagementAddress);
        if (Capabilities.BridgeAddress is { } bridge)
            writer.WriteByte(bridge);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
