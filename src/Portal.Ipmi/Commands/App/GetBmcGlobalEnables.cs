using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get BMC Global Enables, IPMI 2.0 §22.2.</summary>
public sealed record GetBmcGlobalEnables : IpmiRequest<BmcGlobalEnables>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x2F);

    /// <inheritdoc />
    protected internal override BmcGlobalEnables Read(ref IpmiReader reader)
    {
        /*  1  [7:5] OEM, [3] event logging, [2] event message buffer, [1] its interrupt, [0] receive queue interrupt  */
        return (BmcGlobalEnables)(reader.ReadByte() & 0xEF);
    }
}
