using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Transport;

/// <summary>Suspend BMC ARPs, IPMI 2.0 §23.3: while the host answers for itself.</summary>
/// <param name="Channel">The channel; 0Eh is this one.</param>
/// <param name="Gratuitous">Suspend gratuitous ARPs; otherwise resume them.</param>
/// <param name="Responses">Suspend ARP answers; otherwise resume them.</param>
public sealed record SuspendBmcArps(byte Channel, bool Gratuitous, bool Responses) : IpmiRequest<ArpSuspension>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Transport, 0x03);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [3:0] channel
            2  [1] suspend answers, [0] suspend gratuitous ARPs  */
        writer.WriteByte((byte)(Channel & 0x0F));
        writer.WriteByte((byte)((Responses ? 0x02 : 0) | (Gratuitous ? 0x01 : 0)));
    }

    /// <inheritdoc />
    protected internal override ArpSuspension Read(ref IpmiReader reader)
    {
        /*  1  [1] answers active, [0] gratuitous ARPs active  */
        var status = reader.ReadByte();
        return new ArpSuspension((status & 0x01) != 0, (status & 0x02) != 0);
    }
}
