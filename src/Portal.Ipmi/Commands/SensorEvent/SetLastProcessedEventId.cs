using Portal.Ipmi.Commands.Storage;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Set Last Processed Event ID, IPMI 2.0 §30.5.</summary>
/// <param name="RecordId">The record.</param>
/// <param name="ByBmc">For the BMC instead of software: for tests only.</param>
public sealed record SetLastProcessedEventId(ushort RecordId, bool ByBmc = false) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x14);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => SelCompletion.Describe(code);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1    [0] 0 by software, 1 by the BMC
            2-3  record id  */
        writer.WriteByte(ByBmc ? (byte)1 : (byte)0);
        writer.WriteUInt16(RecordId);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
