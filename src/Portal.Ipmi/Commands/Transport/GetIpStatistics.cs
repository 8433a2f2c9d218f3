using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Transport;

/// <summary>Get IP/UDP/RMCP Statistics, IPMI 2.0 §23.4.</summary>
/// <param name="Channel">The channel; 0Eh is this one.</param>
/// <param name="Clear">Set them all to 0 after reading, which needs Administrator on some BMCs.</param>
public sealed record GetIpStatistics(byte Channel, bool Clear = false) : IpmiRequest<IpStatistics>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Transport, 0x04);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [3:0] channel
            2  [0] clear all  */
        writer.WriteByte((byte)(Channel & 0x0F));
        writer.WriteByte((byte)(Clear ? 0x01 : 0));
    }

    /// <inheritdoc />
    protected internal override IpStatistics Read(ref IpmiReader reader)
    {
        /*  1-18  nine counters  */
        return new IpStatistics(
            reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16(),
            reader.ReadUInt16(), reader.ReadUInt16());
    }
}
