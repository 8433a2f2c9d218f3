using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Portal.Fleet.Access;

namespace Portal.Fleet.Auditing;

/// <summary>What ties audit rows together: each row's code covers all its fields, its place and the code of the row before it.</summary>
internal static class AuditChain
{
    public const int MacSize = 32;
    public const int KeyIdSize = 8;

    /// <summary>The action of the first row.</summary>
    public const string Begin = "audit.begin";

    // A change of what is covered gets another number, so that old rows still verify.
    private const byte Format = 1;

    /// <summary>The code of a row at this place.</summary>
    /// <param name="previous">The code of the row before; empty for the first.</param>
    public static byte[] Mac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> previous, long sequence, AuditEntry entry)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData([Format]);
        Append(mac, previous);
        Append(mac, sequence);
        Append(mac, entry.KeyId ?? []);
        AppendFields(mac, entry);
        return mac.GetHashAndReset();
    }

    /// <summary>Adds a row from before the chain to the digest that the first row of the chain carries.</summary>
    public static void AppendUnchained(IncrementalHash digest, AuditEntry entry)
    {
        Append(digest, entry.Id);
        AppendFields(digest, entry);
    }

    private static void AppendFields(IncrementalHash hash, AuditEntry entry)
    {
        Append(hash, entry.At.UtcTicks);
        Append(hash, entry.UserId);
        Append(hash, entry.UserName);
        Append(hash, entry.Via);
        Append(hash, entry.RemoteAddress);
        Append(hash, entry.Credential);
        Append(hash, entry.Authority);
        Append(hash, entry.TenantId?.ToString("N"));
        Append(hash, entry.ActorTenantId?.ToString("N"));
        Append(hash, entry.Action);
        Append(hash, entry.ServerId?.ToString());
        Append(hash, entry.ServerName);
        Append(hash, entry.Outcome);
        Append(hash, entry.Detail);
        Append(hash, entry.Correlation.ToString("N"));
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    /// <summary>With its length in front, so that no two different rows give the same bytes; a missing text is not an empty one.</summary>
    private static void Append(IncrementalHash hash, string? text)
    {
        if (text is null)
            Append(hash, -1L);
        else
            Append(hash, Encoding.UTF8.GetBytes(text).AsSpan());
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Append(hash, (long)bytes.Length);
        hash.AppendData(bytes);
    }
}
