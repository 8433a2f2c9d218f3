using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Suspend/Resume Payload Encryption, IPMI 2.0 §24.3: of a payload of this session. Not for SOL that carries what nobody else may read.</summary>
/// <param name="Payload">The payload.</param>
/// <param name="Instance">Its instance, from 1.</param>
/// <param name="Operation">What to do.</param>
public sealed record SuspendResumePayloadEncryption(PayloadType Payload, byte Instance, PayloadEncryptionOperation Operation) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x55);

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => (byte)code switch
    {
        0x80 => "not allowed for this payload type",
        0x81 => "not allowed for this session",
        0x82 => "the payload is not active in this session",
        0x83 => "the BMC must not send this payload unencrypted",
        _ => null,
    };

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [5:0] payload type
            2  [3:0] instance
            3  [4:0] operation  */
        writer.WriteByte((byte)((byte)Payload & 0x3F));
        writer.WriteByte((byte)(Instance & 0x0F));
        writer.WriteByte((byte)((byte)Operation & 0x1F));
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
