using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Clear SDR Repository, IPMI 2.0 §33.16: erases every record, or tells how far that is. Answers whether the erasure is complete.</summary>
/// <param name="Reservation">Reservation id.</param>
/// <param name="Start">True starts the erasure, false asks for its progress.</param>
public sealed record ClearSdrRepository(ushort Reservation, bool Start) : IpmiRequest<bool>
{
    private const byte InitiateErase = 0xAA;

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x27);

    /// <inheritdoc />
    public override bool IsIdempotent => !Start;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1-2 reservation id
            3-5 "CLR"
            6   AAh initiate erase, 00h get erasure status  */
        writer.WriteUInt16(Reservation);
        writer.WriteBytes("CLR"u8);
        writer.WriteByte(Start ? InitiateErase : (byte)0);
    }

    /// <inheritdoc />
    protected internal override bool Read(ref IpmiReader reader)
    {
        /*  1 [3:0] 0 in progress, 1 completed  */
        return (reader.ReadByte() & 0x0F) == 1;
    }
}
