using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get OEM NetFn IANA Support, IPMI 2.0 §21.11: one of the groups or manufacturers whose commands a BMC takes.</summary>
/// <param name="NetFn">2Ch for groups, 2Eh for manufacturers.</param>
/// <param name="Index">Which, from 0.</param>
/// <param name="Channel">Channel that the commands come by; 0Eh is this one.</param>
public sealed record GetOemNetFnIanaSupport(NetFn NetFn, byte Index, byte Channel = 0x0E) : IpmiRequest<OemNetFnSupport>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x64);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [3:0] channel
            2  [5:0] network function, 2Ch or 2Eh
            3  [5:0] list index  */
        writer.WriteByte((byte)(Channel & 0x0F));
        writer.WriteByte((byte)((byte)NetFn & 0x3F));
        writer.WriteByte((byte)(Index & 0x3F));
    }

    /// <inheritdoc />
    protected internal override OemNetFnSupport Read(ref IpmiReader reader)
    {
        /*  1    [7] or [0] this is the last one
            2    [7:6] LUN 3 to [1:0] LUN 0
            3-   body code (1), or IANA enterprise number (3)  */
        var last = reader.ReadByte();
        var luns = reader.ReadByte();
        return new OemNetFnSupport(last != 0, luns, reader.Remaining >= 3 ? reader.ReadUInt24() : reader.ReadByte());
    }
}
