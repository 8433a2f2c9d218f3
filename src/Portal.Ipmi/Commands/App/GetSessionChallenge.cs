using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Session Challenge, IPMI 1.5 §18.14 (IPMI 2.0 §22.16): the first step to a session of IPMI 1.5.</summary>
/// <param name="Type">How the session is to be authenticated.</param>
/// <param name="UserName">At most 16 bytes.</param>
public sealed record GetSessionChallenge(AuthenticationType Type, ReadOnlyMemory<byte> UserName) : IpmiRequest<SessionChallenge>
{
    private const int NameBytes = 16;
    private const CompletionCode InvalidUserName = (CompletionCode)0x81;
    private const CompletionCode NullUserDisabled = (CompletionCode)0x82;

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x39);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Callback;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => code switch
    {
        InvalidUserName => "invalid user name: unknown, disabled, or locked out",
        NullUserDisabled => "the user without a name is not enabled",
        _ => null,
    };

    /// <summary>What a completion code other than 00h means for the one who wants to log in.</summary>
    internal static IpmiFailure FailureOf(CompletionCode code) => code switch
    {
        InvalidUserName or NullUserDisabled => IpmiFailure.UserUnknown,
        CompletionCode.NodeBusy or CompletionCode.OutOfSpace => IpmiFailure.NoSessionSlots,
        _ => IpmiFailure.HandshakeRefused,
    };

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1     [3:0] authentication type
            2:17  user name, padded with zeros  */
        Span<byte> name = stackalloc byte[NameBytes];
        name.Clear();
        UserName.Span.CopyTo(name);
        writer.WriteByte((byte)Type);
        writer.WriteBytes(name);
    }

    /// <inheritdoc />
    protected internal override SessionChallenge Read(ref IpmiReader reader)
    {
        /*  1:4   temporary session id
            5:20  challenge  */
        return new SessionChallenge(reader.ReadUInt32(), reader.ReadBytes(16).ToArray());
    }
}
