using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get NetFn Support, IPMI 2.0 §21.2: the network functions that a BMC takes by a channel.</summary>
/// <param name="Channel">The channel; 0Eh is this one.</param>
public sealed record GetNetFnSupport(byte Channel = 0x0E) : IpmiRequest<NetFnSupport>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x09);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [3:0] channel  */
        writer.WriteByte((byte)(Channel & 0x0F));
    }

    /// <inheritdoc />
    protected internal override NetFnSupport Read(ref IpmiReader reader)
    {
        /*  1      [7:6] LUN 3 to [1:0] LUN 0: 0 takes nothing, 1 base commands, 2 base and more
            2-5    LUN 0: a bit per pair of network functions, from 00h/01h
            6-17   LUN 1 to 3 likewise  */
        var luns = reader.ReadByte();
        return new NetFnSupport(luns, reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32());
    }
}
