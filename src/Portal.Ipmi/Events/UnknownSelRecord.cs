namespace Portal.Ipmi.Events;

/// <summary>A record of a type that IPMI reserves, and that does not look like an event.</summary>
/// <param name="Bytes">The record as it came.</param>
public sealed record UnknownSelRecord(SelRecordBytes Bytes) : SelRecord(Bytes)
{
    /// <summary>Standard records carry the time in this place.</summary>
    public override IpmiTimestamp? Time => new IpmiTimestamp(Bytes.UInt32(3));

    /// <summary>Everything after the record type.</summary>
    public byte[] Data => Bytes.ToArray()[3..];
}
