using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Payload Activation Status for SOL, IPMI 2.0 §24.4.</summary>
public sealed record GetPayloadActivationStatus : IpmiRequest<PayloadActivationStatus>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x4A);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  payload type  */
        writer.WriteByte((byte)PayloadType.Sol);
    }

    /// <inheritdoc />
    protected internal override PayloadActivationStatus Read(ref IpmiReader reader)
    {
        /*  2  [7:4] reserved, [3:0] instance capacity; 0 on Dell M-series, which have one
            3  [7:0] = instances 8 to 1 active
            4  [7:0] = instances 16 to 9 active; missing from some BMCs with one instance  */
        var capacity = reader.ReadByte() & 0x0F;
        int active = reader.ReadByte();
        if (reader.Remaining > 0)
            active |= reader.ReadByte() << 8;
        return new PayloadActivationStatus((byte)Math.Max(capacity, 1), (ushort)active);
    }
}
