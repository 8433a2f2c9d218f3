using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Ipmi.Sensors;

/// <summary>A cache in a folder, one file for each BMC. A file that is damaged, of another version or not readable is as good as none.</summary>
public sealed class FileSdrCache : ISdrCache
{
    /*  8   "PLSDR" and the format's version
        4   source
        4   record count
        4   last addition
        4   last erase
        32  SHA-256 of the identity
        N   records, each with its length in two bytes
        32  SHA-256 of everything before  */
    private const int HeaderBytes = 8 + 16 + SHA256.HashSizeInBytes;
    private const int MaxFileBytes = 2 << 20;

    private readonly string _directory;

    /// <summary>Uses a folder, which is made when something is stored.</summary>
    public FileSdrCache(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        _directory = directory;
    }

    private static ReadOnlySpan<byte> Magic => "PLSDR\0\0\x01"u8;

    /// <inheritdoc />
    public async ValueTask<SdrRepository?> FindAsync(SdrCacheKey key, CancellationToken ct)
    {
        try
        {
            var path = PathOf(key.Identity);
            if (!File.Exists(path) || new FileInfo(path).Length > MaxFileBytes)
                return null;
            var bytes = await File.ReadAllBytesAsync(path, ct).ConfigureAwait(false);
            return Read(bytes, key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public async ValueTask StoreAsync(SdrCacheKey key, SdrRepository repository, CancellationToken ct)
    {
        var path = PathOf(key.Identity);
        var temporary = $"{path}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(_directory);
            await File.WriteAllBytesAsync(temporary, Write(key, repository), ct).ConfigureAwait(false);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full or read-only disk costs time at the next read, no more.
        }
    }

    private static byte[] Write(SdrCacheKey key, SdrRepository repository)
    {
        var records = repository.Serialized.Span;
        var bytes = new byte[HeaderBytes + records.Length + SHA256.HashSizeInBytes];
        WriteHeader(key, bytes);
        records.CopyTo(bytes.AsSpan(HeaderBytes));
        SHA256.HashData(bytes.AsSpan(0, HeaderBytes + records.Length), bytes.AsSpan(HeaderBytes + records.Length));
        return bytes;
    }

    private static SdrRepository? Read(ReadOnlySpan<byte> bytes, SdrCacheKey key)
    {
        if (bytes.Length < HeaderBytes + SHA256.HashSizeInBytes)
            return null;
        Span<byte> header = stackalloc byte[HeaderBytes];
        WriteHeader(key, header);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..^SHA256.HashSizeInBytes], hash);
        if (!bytes.StartsWith(header) || !bytes.EndsWith(hash))
            return null;
        return SdrRepository.Deserialize(key.Stamp, bytes[HeaderBytes..^SHA256.HashSizeInBytes]);
    }

    private static void WriteHeader(SdrCacheKey key, Span<byte> header)
    {
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], (int)key.Stamp.Source);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], key.Stamp.RecordCount);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], key.Stamp.LastAddition);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], key.Stamp.LastErase);
        SHA256.HashData(Encoding.UTF8.GetBytes(key.Identity), header[24..]);
    }

    private string PathOf(string identity) =>
        Path.Combine(_directory, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 16)) + ".sdr");
}
