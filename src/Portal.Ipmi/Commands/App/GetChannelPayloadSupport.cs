using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Channel Payload Support, IPMI 2.0 §24.8. Never sent unless somebody asks for it: channel 0Eh kills OpenIPMI's ipmi_sim 2.0.33.</summary>
/// <param name="Channel">The channel, by its number.</param>
public sealed record GetChannelPayloadSupport(byte Channel) : IpmiRequest<ChannelPayloads>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x4E);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [3:0] channel  */
        writer.WriteByte((byte)(Channel & 0x0F));
    }

    /// <inheritdoc />
    protected internal override ChannelPayloads Read(ref IpmiReader reader)
    {
        /*  1-2  standard payload types
            3-4  session set-up payload types
            5-6  OEM payload types
            7-8  reserved  */
        return new ChannelPayloads(reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16());
    }
}
