using System.Diagnostics.CodeAnalysis;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Set User Password, IPMI 2.0 §22.30: sets or tests a password, enables or disables the user.</summary>
/// <param name="UserId">The user, from 1.</param>
/// <param name="Operation">What to do.</param>
public sealed record SetUserPassword(byte UserId, PasswordOperation Operation) : IpmiRequest<Empty>
{
    /// <summary>Bytes of a password as IPMI 1.5 has it.</summary>
    public const int ShortLength = 16;

    /// <summary>Bytes of a password as IPMI 2.0 has it.</summary>
    public const int LongLength = 20;

    /// <summary>Completion code: the password is wrong.</summary>
    public const CompletionCode WrongPassword = (CompletionCode)0x80;

    /// <summary>Completion code: the password is stored in the other size.</summary>
    public const CompletionCode WrongSize = (CompletionCode)0x81;

    /// <summary>The password, at most 20 bytes; null sends none, or zeros where <see cref="IsPadded"/> asks for them.</summary>
    public SecretBytes? Password { get; init; }

    /// <summary>It is stored as 20 bytes, which IPMI 1.5 sessions cannot log in with; otherwise as 16.</summary>
    public bool IsLong { get; init; }

    /// <summary>Sends a password of zeros where there is none: some BMCs want all the bytes even to enable a user.</summary>
    public bool IsPadded { get; init; }

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x47);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => (byte)code switch
    {
        0x80 => "the password is wrong",
        0x81 => "the password is wrong: it is stored in the other size (16 or 20 bytes)",
        _ => null,
    };

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1     [7] 20 bytes, [5:0] user id
            2     [1:0] operation
            3-    password, 16 or 20 bytes, padded with zeros; not needed to enable and disable  */
        writer.WriteByte((byte)((IsLong ? 0x80 : 0) | (UserId & 0x3F)));
        writer.WriteByte((byte)((byte)Operation & 0x03));
        if (Password is null && !IsPadded && Operation is PasswordOperation.Disable or PasswordOperation.Enable)
            return;
        var length = IsLong ? LongLength : ShortLength;
        var given = Password is null ? default : Password.Reveal();
        if (given.Length > length)
            ThrowTooLong(length);
        writer.WriteBytes(given);
        for (var i = given.Length; i < length; i++)
            writer.WriteByte(0);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;

    [DoesNotReturn]
    private static void ThrowTooLong(int length) =>
        throw new ArgumentException($"A password of this size has at most {length} bytes; this one has more.");
}
