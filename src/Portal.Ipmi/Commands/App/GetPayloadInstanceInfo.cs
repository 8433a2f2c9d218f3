using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Payload Instance Info for SOL, IPMI 2.0 §24.5: which session owns an instance.</summary>
/// <param name="Instance">Payload instance, 1 to 15.</param>
public sealed record GetPayloadInstanceInfo(byte Instance = 1) : IpmiRequest<PayloadInstanceInfo>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x4B);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  payload type
            2  payload instance  */
        writer.WriteByte((byte)PayloadType.Sol);
        writer.WriteByte(Instance);
    }

    /// <inheritdoc />
    protected internal override PayloadInstanceInfo Read(ref IpmiReader reader)
    {
        /*  2:5   session id, the one the BMC gave; 00000000h = not active
            6     for SOL: number of the serial port, 1 based; 0 = not told
            7:13  for SOL: reserved; left out by some BMCs  */
        var session = reader.ReadUInt32();
        var port = reader.Remaining > 0 ? reader.ReadByte() : (byte)0;
        return new PayloadInstanceInfo(session, port);
    }
}
