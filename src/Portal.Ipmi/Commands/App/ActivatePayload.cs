using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>
/// Activate Payload for SOL, IPMI 2.0 §24.1. Encrypted and authenticated, always: there is no way to ask for less.
/// Sent again when its answer is lost, and then answered 80h by BMCs that do not recognise the repetition: see <see cref="Sol.SolChannel"/>.
/// </summary>
/// <param name="Instance">Payload instance, 1 to 15.</param>
public sealed record ActivatePayload(byte Instance = 1) : IpmiRequest<PayloadActivation>
{
    /// <summary>Completion code 80h: the payload is active on another session.</summary>
    public const CompletionCode AlreadyActive = (CompletionCode)0x80;

    /// <summary>Completion code 81h: the payload type is disabled.</summary>
    public const CompletionCode Disabled = (CompletionCode)0x81;

    /// <summary>Completion code 82h: no more instances can be activated.</summary>
    public const CompletionCode LimitReached = (CompletionCode)0x82;

    /// <summary>Completion code 83h: the payload cannot be activated with encryption.</summary>
    public const CompletionCode EncryptionUnsupported = (CompletionCode)0x83;

    /// <summary>Completion code 84h: the payload cannot be activated without encryption.</summary>
    public const CompletionCode EncryptionRequired = (CompletionCode)0x84;

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x48);

    /// <summary>What a completion code other than 00h means for the one who asked for SOL.</summary>
    public static IpmiFailure FailureOf(CompletionCode code) => code switch
    {
        AlreadyActive => IpmiFailure.SolAlreadyActive,
        Disabled => IpmiFailure.SolDisabled,
        _ => IpmiFailure.SolRefused,
    };

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => code switch
    {
        AlreadyActive => "another session has the console",
        Disabled => "SOL is disabled on this BMC",
        LimitReached => "no more consoles can be opened at a time",
        EncryptionUnsupported => "SOL cannot be encrypted here",
        EncryptionRequired => "SOL must be encrypted here",
        _ => null,
    };

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1    [7:6] reserved, [5:0] payload type
            2    [7:4] reserved, [3:0] payload instance
            3    auxiliary request data, for SOL:
                 [7] encrypt, [6] authenticate, [5] test mode, [4] reserved,
                 [3:2] serial alerts while SOL is active: 00b fail, 01b deferred, 10b succeed,
                 [1] 0b = BMC asserts CTS and DCD/DSR at once, [0] reserved
            4:6  reserved
            Alerts are deferred because some boards (Windmill, Winterfell) refuse every other setting. */
        writer.WriteByte((byte)PayloadType.Sol);
        writer.WriteByte((byte)(Instance & 0x0F));
        writer.WriteByte(0b1100_0100);
        writer.WriteByte(0);
        writer.WriteUInt16(0);
    }

    /// <inheritdoc />
    protected internal override PayloadActivation Read(ref IpmiReader reader)
    {
        /*  2:5    auxiliary response data, for SOL: [0] of the first byte = test mode, rest reserved
            6:7    inbound payload size (to the BMC), header included
            8:9    outbound payload size (from the BMC), header included
            10:11  UDP port of the payload
            12:13  VLAN number, FFFFh = none; missing from some BMCs, and nothing we need */
        reader.Skip(4);
        var inbound = reader.ReadUInt16();
        var outbound = reader.ReadUInt16();
        var port = reader.Remaining >= 2 ? reader.ReadUInt16() : (ushort)0;
        return new PayloadActivation(inbound, outbound, port);
    }
}
