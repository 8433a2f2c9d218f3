using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Message Flags, IPMI 2.0 §22.4. Of use on the host's own interface.</summary>
public sealed record GetMessageFlags : IpmiRequest<MessageFlags>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x31);

    /// <inheritdoc />
    protected internal override MessageFlags Read(ref IpmiReader reader)
    {
        /*  1  [7:5] OEM, [3] watchdog pre-timeout, [1] event message buffer full, [0] message in the receive queue  */
        return (MessageFlags)(reader.ReadByte() & 0xEB);
    }
}
