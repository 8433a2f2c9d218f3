using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Channel Info, IPMI 2.0 §22.24.</summary>
/// <param name="Channel">The channel; 0Eh is this one.</param>
public sealed record GetChannelInfo(byte Channel = 0x0E) : IpmiRequest<ChannelInfo>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x42);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [3:0] channel  */
        writer.WriteByte((byte)(Channel & 0x0F));
    }

    /// <inheritdoc />
    protected internal override ChannelInfo Read(ref IpmiReader reader)
    {
        /*  1    [3:0] channel
            2    [6:0] medium
            3    [4:0] protocol
            4    [7:6] session support, [5:0] active sessions
            5-7  vendor, IANA enterprise number
            8-9  auxiliary; missing from some BMCs  */
        var channel = (byte)(reader.ReadByte() & 0x0F);
        var medium = (ChannelMedium)(reader.ReadByte() & 0x7F);
        var protocol = (ChannelProtocol)(reader.ReadByte() & 0x1F);
        var sessions = reader.ReadByte();
        var vendor = reader.Remaining >= 3 ? reader.ReadUInt24() : 0;
        return new ChannelInfo(
            channel, medium, protocol, (ChannelSessions)(sessions >> 6), (byte)(sessions & 0x3F), vendor, reader.Remaining >= 2 ? reader.ReadUInt16() : (ushort)0);
    }
}
