using Portal.Ipmi.Commands.Storage;
using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Get Last Processed Event ID, IPMI 2.0 §30.6.</summary>
public sealed record GetLastProcessedEventId : IpmiRequest<LastProcessedEvent>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x15);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => SelCompletion.Describe(code);

    /// <inheritdoc />
    protected internal override LastProcessedEvent Read(ref IpmiReader reader)
    {
        /*  1-4   most recent addition
            5-6   last record in the SEL, FFFFh: empty
            7-8   last record processed by software
            9-10  last record processed by the BMC  */
        var addition = new IpmiTimestamp(reader.ReadUInt32());
        var last = reader.ReadUInt16();
        var software = reader.ReadUInt16();
        return new LastProcessedEvent(addition, last, software, reader.ReadUInt16());
    }
}
