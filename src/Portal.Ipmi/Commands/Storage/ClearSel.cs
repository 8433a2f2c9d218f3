using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Clear SEL, IPMI 2.0 §31.9: starts the erasure or asks how far it is; answers whether it is complete. The start is sent once.</summary>
/// <param name="ReservationId">From <see cref="ReserveSel"/>: the BMC refuses when an event was added since.</param>
/// <param name="Start">True to erase, false to ask for the progress.</param>
public sealed record ClearSel(ushort ReservationId, bool Start) : IpmiRequest<bool>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x47);

    /// <inheritdoc />
    public override bool IsIdempotent => !Start;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => SelCompletion.Describe(code);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1-2  reservation id
            3-5  "CLR"
            6    AAh start, 00h get status  */
        writer.WriteUInt16(ReservationId);
        writer.WriteBytes("CLR"u8);
        writer.WriteByte(Start ? (byte)0xAA : (byte)0x00);
    }

    /// <inheritdoc />
    protected internal override bool Read(ref IpmiReader reader)
    {
        /*  1  [3:0] 0 in progress, 1 completed; a BMC that answers nothing has erased  */
        return reader.Remaining == 0 || (reader.ReadByte() & 0x0F) == 1;
    }
}
