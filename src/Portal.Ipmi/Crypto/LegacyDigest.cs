using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Crypto;

/// <summary>The authentication codes of IPMI 1.5 sessions, IPMI 1.5 §18.15.1. Holds the padded password until disposed. Thread safe.</summary>
internal sealed class LegacyDigest : IDisposable
{
    /// <summary>Bytes of a code.</summary>
    public const int CodeBytes = 16;

    private const int PasswordBytes = 16;

    private readonly byte[] _password = new byte[PasswordBytes];

    /// <summary>Copies the password, which has at most 16 bytes.</summary>
    public LegacyDigest(AuthenticationType type, SecretBytes password)
    {
        Type = type;
        password.Reveal().CopyTo(_password);
    }

    /// <summary>How packets are signed.</summary>
    public AuthenticationType Type { get; }

    /// <summary>Writes the code of a packet; nothing for <see cref="AuthenticationType.None"/>.</summary>
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "IPMI 1.5 has nothing better; it is spoken only when the owner of the BMC asks for it.")]
    public void Compute(uint sessionId, uint sequence, ReadOnlySpan<byte> message, Span<byte> code)
    {
        if (Type == AuthenticationType.None)
            return;
        if (Type == AuthenticationType.StraightPassword)
        {
            _password.CopyTo(code);
            return;
        }

        // Password, session id, message, session sequence number, password.
        Span<byte> text = stackalloc byte[(2 * PasswordBytes) + 8 + LanMessage.MaxBytes];
        var end = PasswordBytes + 4 + message.Length;
        _password.CopyTo(text);
        BinaryPrimitives.WriteUInt32LittleEndian(text[PasswordBytes..], sessionId);
        message.CopyTo(text[(PasswordBytes + 4)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(text[end..], sequence);
        _password.CopyTo(text[(end + 4)..]);
        text = text[..(end + 4 + PasswordBytes)];
        if (Type == AuthenticationType.Md2)
            Md2.HashData(text, code);
        else
            MD5.HashData(text, code);
        CryptographicOperations.ZeroMemory(text);
    }

    /// <summary>Zeroes the password.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_password);
}
