using System.Security.Cryptography;

namespace Portal.Ipmi.Crypto;

/// <summary>
/// Random bytes for initialisation vectors, drawn from the system in bulk: a draw costs about as much as the encryption it is for.
/// Not for keys or nonces of a handshake, which must never lie in memory before they are used.
/// </summary>
internal static class RandomBytes
{
    private const int PoolBytes = 1024;

    [ThreadStatic]
    private static byte[]? s_pool;

    [ThreadStatic]
    private static int s_left;

    /// <summary>Fills the whole of <paramref name="destination"/>. No byte is handed out twice.</summary>
    public static void Fill(Span<byte> destination)
    {
        if (destination.Length > PoolBytes)
        {
            RandomNumberGenerator.Fill(destination);
            return;
        }

        var pool = s_pool ??= new byte[PoolBytes];
        if (s_left < destination.Length)
        {
            RandomNumberGenerator.Fill(pool);
            s_left = PoolBytes;
        }

        var taken = pool.AsSpan(s_left -= destination.Length, destination.Length);
        taken.CopyTo(destination);
        taken.Clear();
    }
}
