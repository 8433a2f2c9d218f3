using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Deactivate Payload for SOL, IPMI 2.0 §24.2. Works on another session's SOL too: that is how a console is taken over.</summary>
/// <param name="Instance">Payload instance, 1 to 15.</param>
public sealed record DeactivatePayload(byte Instance = 1) : IpmiRequest<Empty>
{
    /// <summary>Completion code 80h: the payload is not active. As good as success.</summary>
    public const CompletionCode NotActive = (CompletionCode)0x80;

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x49);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1    [7:6] reserved, [5:0] payload type
            2    [7:4] reserved, [3:0] payload instance
            3:6  auxiliary data, 0 for SOL  */
        writer.WriteByte((byte)PayloadType.Sol);
        writer.WriteByte((byte)(Instance & 0x0F));
        writer.WriteUInt32(0);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
