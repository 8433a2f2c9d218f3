namespace Portal.Ipmi.Sensors;

/// <summary>The five bytes every sensor data record begins with, IPMI 2.0 §43.</summary>
/// <param name="RecordId">Record id; some BMCs give another one here than the one they listen to.</param>
/// <param name="Version">Version of the record's format, digits exchanged: 51h is 1.5, 02h is 2.0.</param>
/// <param name="Type">Record type.</param>
/// <param name="Length">Bytes that follow.</param>
public readonly record struct SdrHeader(ushort RecordId, byte Version, SdrRecordType Type, byte Length)
{
    /// <summary>Bytes of a header.</summary>
    public const int Bytes = 5;
}
