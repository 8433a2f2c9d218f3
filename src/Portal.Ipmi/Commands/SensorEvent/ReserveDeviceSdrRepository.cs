using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Reserve Device SDR Repository, IPMI 2.0 §35.4. Answers the reservation id.</summary>
public sealed record ReserveDeviceSdrRepository : IpmiRequest<ushort>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x22);

    /// <inheritdoc />
    protected internal override ushort Read(ref IpmiReader reader)
    {
        /*  1-2 reservation id  */
        return reader.ReadUInt16();
    }
}
