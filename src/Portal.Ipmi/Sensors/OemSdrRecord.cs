using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Sensors;

/// <summary>OEM record, IPMI 2.0 §43.12.</summary>
/// <param name="Header">Its header.</param>
/// <param name="ManufacturerId">IANA enterprise number of who defines the data.</param>
/// <param name="Data">OEM data.</param>
public sealed record OemSdrRecord(SdrHeader Header, int ManufacturerId, ReadOnlyMemory<byte> Data) : SdrRecord(Header)
{
    internal static OemSdrRecord Read(SdrHeader header, ref IpmiReader reader)
    {
        /*  6-8 manufacturer id, 20 bits
            9-N data  */
        var manufacturer = reader.ReadUInt24() & 0x0FFFFF;
        return new OemSdrRecord(header, manufacturer, reader.ReadRest().ToArray());
    }
}
