using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Answer to Get SDR and Get Device SDR, IPMI 2.0 §33.12 and §35.3.</summary>
/// <param name="NextRecordId">Id of the next record; FFFFh after the last.</param>
/// <param name="Data">Bytes of the record; a BMC may give fewer, or more, than were asked for.</param>
public readonly record struct SdrPart(ushort NextRecordId, ReadOnlyMemory<byte> Data)
{
    internal static SdrPart Read(ref IpmiReader reader)
    {
        /*  1-2 id of the next record
            3-  data  */
        var next = reader.ReadUInt16();
        return new SdrPart(next, reader.ReadRest().ToArray());
    }
}
