using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get ACPI Power State, IPMI 2.0 §20.7.</summary>
public sealed record GetAcpiPowerState : IpmiRequest<AcpiPowerState>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x07);

    /// <inheritdoc />
    protected internal override AcpiPowerState Read(ref IpmiReader reader)
    {
        /*  1  [6:0] system power state
            2  [6:0] device power state  */
        return new AcpiPowerState((SystemPowerState)(reader.ReadByte() & 0x7F), (DevicePowerState)(reader.ReadByte() & 0x7F));
    }
}
