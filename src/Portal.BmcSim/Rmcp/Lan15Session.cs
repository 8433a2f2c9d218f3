using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Portal.BmcSim.Rmcp;

/// <summary>What a session of IPMI 1.5 has besides its number: type of authentication, challenge, key.</summary>
/// <param name="Type">0 none, 1 MD2, 2 MD5, 4 straight password.</param>
/// <param name="Password">16 bytes, padded with zeros.</param>
/// <param name="Challenge">16 bytes.</param>
/// <param name="PlainAnswers">Per-message authentication is off.</param>
internal sealed record Lan15Session(byte Type, byte[] Password, byte[] Challenge, bool PlainAnswers)
{
    public const int CodeLength = 16;

    /// <summary>First session sequence number that the client is to send.</summary>
    public uint FirstInbound { get; init; }

    /// <summary>The code in the header of a packet, IPMI 1.5 §18.15.1.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "IPMI 1.5 is MD5 by definition.")]
    public byte[] Code(uint sessionId, uint sequence, ReadOnlySpan<byte> message)
    {
        if (Type == 4)
            return Password;
        Span<byte> numbers = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(numbers, sessionId);
        BinaryPrimitives.WriteUInt32LittleEndian(numbers[4..], sequence);
        byte[] signed = [.. Password, .. numbers[..4], .. message, .. numbers[4..], .. Password];
        return Type == 1 ? Md2.Hash(signed) : MD5.HashData(signed);
    }
}
