using Portal.Ipmi.Events.Alerting;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Get PEF Capabilities, IPMI 2.0 §30.1.</summary>
public sealed record GetPefCapabilities : IpmiRequest<PefCapabilities>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x10);

    /// <inheritdoc />
    protected internal override PefCapabilities Read(ref IpmiReader reader)
    {
        /*  1  version, BCD with the digits exchanged
            2  [7] OEM event records are filtered, [5:0] actions
            3  event filters  */
        var version = reader.ReadByte();
        var support = reader.ReadByte();
        return new PefCapabilities(version, (PefActions)(support & 0x3F), (support & 0x80) != 0, reader.ReadByte());
    }
}
