using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Read FRU Data, IPMI 2.0 §34.2. Answers the bytes that came, which may be fewer than asked for.</summary>
/// <param name="DeviceId">FRU device id.</param>
/// <param name="Offset">Offset in the device's unit: bytes, or words when <see cref="FruInventoryAreaInfo.ByWords"/>.</param>
/// <param name="Count">Number of bytes or words to read, from 1.</param>
public sealed record ReadFruData(byte DeviceId, ushort Offset, byte Count) : IpmiRequest<byte[]>
{
    /// <summary>The device is accessed by words: the counts are of words.</summary>
    public bool ByWords { get; init; }

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x11);

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => FruCompletion.Describe(code);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   FRU device id
            2-3 offset, in bytes or words
            4   count to read  */
        writer.WriteByte(DeviceId);
        writer.WriteUInt16(Offset);
        writer.WriteByte(Count);
    }

    /// <inheritdoc />
    protected internal override byte[] Read(ref IpmiReader reader)
    {
        /*  1   count returned
            2-N data
            A device accessed by words may count words or bytes, so the data's own length decides; more than the count
            is what some BMCs pad their answers with.  */
        int count = reader.ReadByte();
        var data = reader.ReadRest();
        if (data.Length < count)
            throw new IpmiFormatException($"Expected {count} bytes of FRU data, but {data.Length} came.");
        return data[..(ByWords && data.Length >= count * 2 ? count * 2 : count)].ToArray();
    }
}
