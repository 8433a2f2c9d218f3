using System.Security.Cryptography;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;

namespace Portal.Fleet.Credentials;

/// <summary>
/// Makes a BMC's password: 20 bytes, of which the first 16 are a password for themselves, for BMCs that take or keep no more: so whatever a BMC makes of it is
/// known before it hears of it. 6 bits a byte, 96 in the shorter one. Each kind of character is in the first 16, because some BMCs insist.
/// </summary>
internal static class PasswordMaker
{
    // No quotes, blanks or shell signs: BMCs hand passwords on to programs of their own.
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string All = Letters + "0123456789-_";

    public static SecretBytes Make()
    {
        Span<byte> bytes = stackalloc byte[SetUserPassword.LongLength];
        try
        {
            do
            {
                for (var index = 0; index < bytes.Length; index++)
                    bytes[index] = (byte)All[RandomNumberGenerator.GetInt32(All.Length)];
                bytes[0] = (byte)Letters[RandomNumberGenerator.GetInt32(Letters.Length)];
            }
            while (!HasAllKinds(bytes[..SetUserPassword.ShortLength]));
            return new SecretBytes(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>The password as a BMC takes it that keeps only so many bytes.</summary>
    public static SecretBytes Take(SecretBytes password, int bytes) => new(password.Reveal()[..Math.Min(bytes, password.Length)]);

    private static bool HasAllKinds(ReadOnlySpan<byte> bytes) =>
        bytes.ContainsAnyInRange((byte)'A', (byte)'Z') && bytes.ContainsAnyInRange((byte)'a', (byte)'z') && bytes.ContainsAnyInRange((byte)'0', (byte)'9') && bytes.ContainsAny("-_"u8);
}
