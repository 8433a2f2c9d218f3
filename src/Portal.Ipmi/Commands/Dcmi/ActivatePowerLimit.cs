using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>Activate/Deactivate Power Limit, DCMI 1.5 §6.6.4.</summary>
/// <param name="Active">The limit that was set is to be in effect.</param>
public sealed record ActivatePowerLimit(bool Active) : DcmiRequest<Empty>
{
    /// <inheritdoc />
    public override byte Command => 0x05;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => code == (CompletionCode)0x80 ? "no power limit is set" : null;

    /// <inheritdoc />
    protected override void WriteBody(ref IpmiWriter writer)
    {
        /*  1   group
            2   01h activate, 00h deactivate
            3-4 reserved  */
        writer.WriteByte((byte)(Active ? 1 : 0));
        writer.WriteUInt16(0);
    }

    /// <inheritdoc />
    protected override Empty ReadBody(ref IpmiReader reader) => default;
}
