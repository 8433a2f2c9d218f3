using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Get Auxiliary Log Status, IPMI 2.0 §31.12.</summary>
public sealed record GetAuxiliaryLogStatus(AuxiliaryLogType Log) : IpmiRequest<AuxiliaryLogStatus>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x5A);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [3:0] log type  */
        writer.WriteByte((byte)Log);
    }

    /// <inheritdoc />
    protected internal override AuxiliaryLogStatus Read(ref IpmiReader reader)
    {
        /*  1-4  time of the last addition
            MCA: 5-8 entries, FFFFFFFFh: unspecified
            OEM: 5-7 OEM id, 8-15 status  */
        var last = new IpmiTimestamp(reader.ReadUInt32());
        if (Log == AuxiliaryLogType.MachineCheck)
        {
            var entries = reader.ReadUInt32();
            return new AuxiliaryLogStatus(last) { Entries = entries == uint.MaxValue ? null : entries };
        }

        var oem = reader.ReadUInt24();
        return new AuxiliaryLogStatus(last) { OemId = oem, OemStatus = reader.ReadRest().ToArray() };
    }
}
