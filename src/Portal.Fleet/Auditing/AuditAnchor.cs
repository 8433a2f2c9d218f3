using System.Globalization;
using System.Text;

namespace Portal.Fleet.Auditing;

/// <summary>Says where the chain ended at some time, signed: kept away from the database it shows when the end of the audit was cut off or all of it was made anew.</summary>
/// <param name="Sequence">The newest row's place.</param>
/// <param name="Head">Its code, as hexadecimal text.</param>
/// <param name="KeyId">Which key signed, as hexadecimal text.</param>
/// <param name="PublicKey">Its public half (SubjectPublicKeyInfo), as Base64.</param>
/// <param name="Signature">ECDSA on P-256 over SHA-256 of <see cref="Text"/> in UTF-8 (IEEE P1363), as Base64.</param>
public sealed record AuditAnchor(DateTimeOffset At, long Sequence, string Head, string KeyId, string PublicKey, string Signature)
{
    /// <summary>What is signed.</summary>
    public static string Text(DateTimeOffset at, long sequence, string head) =>
        string.Create(CultureInfo.InvariantCulture, $"pilotlight audit anchor 1\n{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}\n{sequence}\n{head}\n");

    internal static AuditAnchor Make(AuditKeys keys, DateTimeOffset at, long sequence, byte[] head)
    {
        var hex = Convert.ToHexStringLower(head);
        return new AuditAnchor(
            at, sequence, hex, Convert.ToHexStringLower(keys.CurrentId), Convert.ToBase64String(keys.PublicKey()),
            Convert.ToBase64String(keys.Sign(Encoding.UTF8.GetBytes(Text(at, sequence, hex)))));
    }

    /// <summary>Whether one of the portal's keys signed this; null when its key is not here.</summary>
    internal bool? Holds(AuditKeys keys)
    {
        try
        {
            return keys.Verify(Convert.FromHexString(KeyId), Encoding.UTF8.GetBytes(Text(At, Sequence, Head)), Convert.FromBase64String(Signature));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
