using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Write FRU Data, IPMI 2.0 §34.3. Answers the count that was written. Writing the same bytes again does no harm.</summary>
/// <param name="DeviceId">FRU device id.</param>
/// <param name="Offset">Offset in the device's unit: bytes, or words when <see cref="FruInventoryAreaInfo.ByWords"/>.</param>
/// <param name="Data">What to write.</param>
public sealed record WriteFruData(byte DeviceId, ushort Offset, ReadOnlyMemory<byte> Data) : IpmiRequest<byte>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x12);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => FruCompletion.Describe(code);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   FRU device id
            2-3 offset, in bytes or words
            4-N data  */
        writer.WriteByte(DeviceId);
        writer.WriteUInt16(Offset);
        writer.WriteBytes(Data.Span);
    }

    /// <inheritdoc />
    protected internal override byte Read(ref IpmiReader reader)
    {
        /*  1   count written; some BMCs leave it out  */
        return reader.Remaining > 0 ? reader.ReadByte() : (byte)Data.Length;
    }
}
