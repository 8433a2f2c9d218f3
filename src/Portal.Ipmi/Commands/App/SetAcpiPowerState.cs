using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Set ACPI Power State, IPMI 2.0 §20.6: tells the BMC what the host is doing; it changes no power.</summary>
/// <param name="System">System power state; null leaves it.</param>
/// <param name="Device">Device power state; null leaves it.</param>
public sealed record SetAcpiPowerState(SystemPowerState? System, DevicePowerState? Device) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x06);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [7] set, [6:0] system power state
            2  [7] set, [6:0] device power state  */
        writer.WriteByte(System is { } system ? (byte)(0x80 | (byte)system) : (byte)0);
        writer.WriteByte(Device is { } device ? (byte)(0x80 | (byte)device) : (byte)0);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
