using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Set Front Panel Button Enables, IPMI 2.0 §28.6.</summary>
/// <param name="Disabled">The buttons to switch off; all others work.</param>
public sealed record SetFrontPanelEnables(FrontPanelButtons Disabled) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Chassis, 0x0A);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [3] standby, [2] diagnostic interrupt, [1] reset, [0] power off: 1 disables  */
        writer.WriteByte((byte)((byte)Disabled & 0x0F));
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
