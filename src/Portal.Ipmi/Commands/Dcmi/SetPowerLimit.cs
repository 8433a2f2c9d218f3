using Portal.Ipmi.Dcmi;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>Set Power Limit, DCMI 1.5 §6.6.3. It takes effect with <see cref="ActivatePowerLimit"/>; one that is active may change at once.</summary>
/// <param name="Limit">The limit.</param>
public sealed record SetPowerLimit(PowerLimit Limit) : DcmiRequest<Empty>
{
    /// <inheritdoc />
    public override byte Command => 0x04;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => (byte)code switch
    {
        0x84 => "power limit out of range",
        0x85 => "correction time out of range",
        0x89 => "statistics sampling period out of range",
        _ => null,
    };

    /// <inheritdoc />
    protected override void WriteBody(ref IpmiWriter writer)
    {
        /*  1     group
            2-4   reserved
            5     exception action
            6-7   limit in watts
            8-11  correction time in milliseconds
            12-13 reserved
            14-15 statistics sampling period in seconds  */
        writer.WriteBytes([0, 0, 0]);
        writer.WriteByte((byte)Limit.Action);
        writer.WriteUInt16(checked((ushort)Limit.Watts));
        writer.WriteUInt32(checked((uint)Limit.CorrectionTime.TotalMilliseconds));
        writer.WriteUInt16(0);
        writer.WriteUInt16(checked((ushort)Limit.SamplingPeriod.TotalSeconds));
    }

    /// <inheritdoc />
    protected override Empty ReadBody(ref IpmiReader reader) => default;
}
