using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Activate Session, IPMI 1.5 §18.15 (IPMI 2.0 §22.17): the second step to a session of IPMI 1.5.</summary>
/// <param name="Type">How the session is authenticated.</param>
/// <param name="Privilege">Highest privilege level that the session may be raised to.</param>
/// <param name="Challenge">16 bytes from <see cref="SessionChallenge"/>.</param>
/// <param name="OutboundSequence">Session sequence number that the BMC is to begin with; not 0.</param>
public sealed record ActivateSession(AuthenticationType Type, PrivilegeLevel Privilege, ReadOnlyMemory<byte> Challenge, uint OutboundSequence) : IpmiRequest<SessionActivation>
{
    private const CompletionCode NoSlot = (CompletionCode)0x81;
    private const CompletionCode NoSlotForUser = (CompletionCode)0x82;
    private const CompletionCode NoSlotForPrivilege = (CompletionCode)0x83;
    private const CompletionCode SequenceOutOfRange = (CompletionCode)0x84;
    private const CompletionCode InvalidSessionId = (CompletionCode)0x85;
    private const CompletionCode PrivilegeExceedsLimit = (CompletionCode)0x86;

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x3A);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Callback;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => code switch
    {
        NoSlot => "no free session",
        NoSlotForUser => "no free session for this user",
        NoSlotForPrivilege => "no free session for this privilege level",
        SequenceOutOfRange => "session sequence number out of range",
        InvalidSessionId => "invalid session id",
        PrivilegeExceedsLimit => "the privilege level exceeds the limit of the user or of the channel",
        _ => null,
    };

    /// <summary>What a completion code other than 00h means for the one who wants to log in.</summary>
    internal static IpmiFailure FailureOf(CompletionCode code) => code switch
    {
        NoSlot or NoSlotForUser or NoSlotForPrivilege or CompletionCode.NodeBusy or CompletionCode.OutOfSpace => IpmiFailure.NoSessionSlots,
        PrivilegeExceedsLimit or CompletionCode.InsufficientPrivilege => IpmiFailure.PrivilegeRefused,
        _ => IpmiFailure.HandshakeRefused,
    };

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1      [3:0] authentication type
            2      [3:0] highest privilege level
            3:18   challenge
            19:22  first session sequence number of the BMC's packets  */
        writer.WriteByte((byte)Type);
        writer.WriteByte((byte)Privilege);
        writer.WriteBytes(Challenge.Span);
        writer.WriteUInt32(OutboundSequence);
    }

    /// <inheritdoc />
    protected internal override SessionActivation Read(ref IpmiReader reader)
    {
        /*  1     [3:0] authentication type for the rest of the session
            2:5   session id
            6:9   first session sequence number of our packets
            10    [3:0] highest privilege level  */
        var type = (AuthenticationType)(reader.ReadByte() & 0x0F);
        var sessionId = reader.ReadUInt32();
        var sequence = reader.ReadUInt32();
        return new SessionActivation(type, sessionId, sequence, (PrivilegeLevel)(reader.ReadByte() & 0x0F));
    }
}
