namespace Portal.Ipmi.Events;

/// <summary>OEM record without time, types E0h to FFh, IPMI 2.0 §32.3.</summary>
/// <param name="Bytes">The record as it came.</param>
public sealed record OemSelRecord(SelRecordBytes Bytes) : SelRecord(Bytes)
{
    /// <inheritdoc />
    public override IpmiTimestamp? Time => null;

    /// <summary>The 13 bytes that the manufacturer defines.</summary>
    public byte[] Data => Bytes.ToArray()[3..];
}
