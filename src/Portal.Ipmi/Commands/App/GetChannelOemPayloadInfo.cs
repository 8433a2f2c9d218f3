using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Channel OEM Payload Info, IPMI 2.0 §24.10.</summary>
/// <param name="Channel">The channel, by its number.</param>
/// <param name="Type">Payload type: 20h to 27h, or 2 for an explicit one.</param>
/// <param name="Iana">IANA enterprise number, for an explicit one.</param>
/// <param name="Id">OEM payload id, for an explicit one.</param>
public sealed record GetChannelOemPayloadInfo(byte Channel, byte Type, int Iana = 0, ushort Id = 0) : IpmiRequest<OemPayload>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x50);

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => (byte)code switch
    {
        0x80 => "this OEM payload is not available on this channel",
        _ => null,
    };

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1    [3:0] channel
            2    [5:0] payload type
            3-5  IANA enterprise number
            6-7  OEM payload id  */
        writer.WriteByte((byte)(Channel & 0x0F));
        writer.WriteByte((byte)(Type & 0x3F));
        writer.WriteUInt16((ushort)Iana);
        writer.WriteByte((byte)(Iana >> 16));
        writer.WriteUInt16(Id);
    }

    /// <inheritdoc />
    protected internal override OemPayload Read(ref IpmiReader reader)
    {
        /*  1    payload type
            2-4  IANA enterprise number
            5-6  OEM payload id  */
        return new OemPayload((byte)(reader.ReadByte() & 0x3F), reader.ReadUInt24(), reader.ReadUInt16());
    }
}
