using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Channel Payload Version, IPMI 2.0 §24.9.</summary>
/// <param name="Channel">The channel, by its number.</param>
/// <param name="Type">Payload type: 0 IPMI messages, 1 SOL.</param>
public sealed record GetChannelPayloadVersion(byte Channel, byte Type) : IpmiRequest<PayloadVersion>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x4F);

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => (byte)code switch
    {
        0x80 => "this payload type is not available on this channel",
        _ => null,
    };

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [3:0] channel
            2  [5:0] payload type  */
        writer.WriteByte((byte)(Channel & 0x0F));
        writer.WriteByte((byte)(Type & 0x3F));
    }

    /// <inheritdoc />
    protected internal override PayloadVersion Read(ref IpmiReader reader)
    {
        /*  1  [7:4] major, [3:0] minor version  */
        var version = reader.ReadByte();
        return new PayloadVersion((byte)(version >> 4), (byte)(version & 0x0F));
    }
}
