using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Get SEL Info, IPMI 2.0 §31.2.</summary>
public sealed record GetSelInfo : IpmiRequest<SelInfo>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x40);

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => SelCompletion.Describe(code);

    /// <inheritdoc />
    protected internal override SelInfo Read(ref IpmiReader reader)
    {
        /*  1     version, BCD with the digits exchanged
            2-3   entries
            4-5   free space in bytes
            6-9   most recent addition
            10-13 most recent erase
            14    [7] overflow, [3] delete, [2] partial add, [1] reserve, [0] allocation info supported  */
        var version = reader.ReadByte();
        var entries = reader.ReadUInt16();
        var free = reader.ReadUInt16();
        var added = new IpmiTimestamp(reader.ReadUInt32());
        var erased = new IpmiTimestamp(reader.ReadUInt32());
        return new SelInfo(version, entries, free, added, erased, reader.ReadByte());
    }
}
