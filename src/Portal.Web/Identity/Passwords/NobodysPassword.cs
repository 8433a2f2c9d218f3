using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Portal.Web.Identity.Passwords;

/// <summary>A hash that no password has, in Identity's format. It is checked in place of a missing user's, so that this takes as long.</summary>
internal static class NobodysPassword
{
    /// <summary>Rounds of PBKDF2 for every password of the portal.</summary>
    public const int Iterations = 210_000;

    private const int SaltLength = 16;
    private const int HeaderLength = 13;

    public static string Hash { get; } = Make();

    // Identity V3: marker 01, PRF (2 = HMAC-SHA512), iterations, salt length (big-endian each), salt, 32 bytes of key: here random ones.
    private static string Make()
    {
        var hash = RandomNumberGenerator.GetBytes(HeaderLength + SaltLength + 32);
        hash[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(1), 2);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(5), Iterations);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(9), SaltLength);
        return Convert.ToBase64String(hash);
    }
}
