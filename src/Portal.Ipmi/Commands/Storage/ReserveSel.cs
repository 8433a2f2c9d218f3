using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Reserve SEL, IPMI 2.0 §31.4: answers a reservation id, which later events and reservations cancel.</summary>
public sealed record ReserveSel : IpmiRequest<ushort>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x42);

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => SelCompletion.Describe(code);

    /// <inheritdoc />
    protected internal override ushort Read(ref IpmiReader reader)
    {
        /*  1-2  reservation id  */
        return reader.ReadUInt16();
    }
}
