using System.Buffers.Text;
using System.Security.Cryptography;

namespace Portal.Fleet.Secrets;

/// <summary>Keys as files and programs hold them: 32 raw bytes each, or one to a line in hexadecimal or base64. The first is the active one.</summary>
internal static class KeyText
{
    public const int KeySize = 32;
    public const int MostKeys = 8;

    /// <summary>Longest text of keys that is read at all.</summary>
    public const int MostBytes = MostKeys * 128;

    private const int HexLength = 2 * KeySize;

    /// <summary>The keys; null when these bytes are none.</summary>
    public static byte[][]? Parse(ReadOnlySpan<byte> bytes)
    {
        // Random bytes are never all letters, digits and ends of lines.
        if (bytes.IsEmpty || bytes.Length > MostBytes)
            return null;
        return IsText(bytes) ? ParseLines(bytes) : ParseRaw(bytes);
    }

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (value is not (>= 0x20 and < 0x7F or (byte)'\r' or (byte)'\n' or (byte)'\t'))
                return false;
        }

        return true;
    }

    private static byte[][]? ParseRaw(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % KeySize != 0 || bytes.Length / KeySize > MostKeys)
            return null;
        var keys = new byte[bytes.Length / KeySize][];
        for (var index = 0; index < keys.Length; index++)
            keys[index] = bytes.Slice(index * KeySize, KeySize).ToArray();
        return keys;
    }

    private static byte[][]? ParseLines(ReadOnlySpan<byte> bytes)
    {
        var keys = new List<byte[]>();
        foreach (var range in bytes.SplitAny("\r\n"u8))
        {
            var line = bytes[range].Trim(" \t"u8);
            if (line.IsEmpty)
                continue;
            if (keys.Count == MostKeys || ParseLine(line) is not { } key)
            {
                foreach (var read in keys)
                    CryptographicOperations.ZeroMemory(read);
                return null;
            }

            keys.Add(key);
        }

        return keys.Count == 0 ? null : [.. keys];
    }

    private static byte[]? ParseLine(ReadOnlySpan<byte> line)
    {
        var key = new byte[KeySize];
        if (line.Length == HexLength && Convert.FromHexString(line, key, out _, out var written) == System.Buffers.OperationStatus.Done && written == KeySize)
            return key;
        Span<byte> decoded = stackalloc byte[Base64.GetMaxDecodedFromUtf8Length(HexLength)];
        try
        {
            if (line.Length > HexLength || Base64.DecodeFromUtf8(line, decoded, out _, out var count) != System.Buffers.OperationStatus.Done || count != KeySize)
                return null;
            decoded[..KeySize].CopyTo(key);
            return key;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(decoded);
        }
    }
}
