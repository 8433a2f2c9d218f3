using Portal.Ipmi.Dcmi;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>Set Thermal Limit, DCMI 1.5 §6.7.2.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Instance">Which air inlet, from 1.</param>
public sealed record SetThermalLimit(ThermalLimit Limit, byte Instance = 1) : DcmiRequest<Empty>
{
    /// <inheritdoc />
    public override byte Command => 0x0B;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => (byte)code switch
    {
        0x84 => "thermal limit out of range",
        0x85 => "exception time out of range",
        _ => null,
    };

    /// <inheritdoc />
    protected override void WriteBody(ref IpmiWriter writer)
    {
        /*  1   group
            2   entity id: air inlet
            3   entity instance
            4   [6] power off and log, [5] log only
            5   temperature limit
            6-7 exception time in seconds  */
        writer.WriteByte((byte)DcmiEntity.Inlet);
        writer.WriteByte(Instance);
        writer.WriteByte((byte)((Limit.PowerOff ? 0x40 : 0) | (Limit.Log ? 0x20 : 0)));
        writer.WriteByte((byte)checked((sbyte)Limit.Temperature));
        writer.WriteUInt16(checked((ushort)Limit.ExceptionTime.TotalSeconds));
    }

    /// <inheritdoc />
    protected override Empty ReadBody(ref IpmiReader reader) => default;
}
