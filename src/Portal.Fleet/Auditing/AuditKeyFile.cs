using System.Security.Cryptography;
using System.Text;
using Portal.Fleet.Secrets;

namespace Portal.Fleet.Auditing;

/// <summary>
/// The audit's own keys, sealed in a file beside the database, one to a line, the present one first: when the portal's key changes they stay, and rows and anchors
/// from before still verify. Without the portal's key they cannot be opened; then a new one is made, and what older ones signed stays unverified.
/// </summary>
internal sealed class AuditKeyFile(FleetPaths paths, SecretBox box) : ISealedStore
{
    private const int KeySize = 32;
    private const int MostBytes = 16 * 1024;

    private static readonly SealedPlace s_place = new("audit.keys", "", "master");

    private readonly Lock _lock = new();

    private string FilePath => Path.Combine(paths.DataDirectory, "audit.keys");

    public string Name => "audit-keys";

    /// <summary>Reads the keys; makes the first one.</summary>
    public AuditKeys Load()
    {
        lock (_lock)
        {
            var lines = Read();
            var masters = lines.Select(Open).OfType<byte[]>().ToList();
            try
            {
                if (masters.Count == 0)
                {
                    var master = RandomNumberGenerator.GetBytes(KeySize);
                    masters.Add(master);
                    Write([Seal(master), .. lines]);
                }

                return new AuditKeys(masters);
            }
            finally
            {
                masters.ForEach(master => CryptographicOperations.ZeroMemory(master));
            }
        }
    }

    public Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken ct)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyDictionary<string, int>>(Read().CountBy(SecretBox.KeyIdOf).ToDictionary());
    }

    public Task<int> RewrapAsync(CancellationToken ct)
    {
        lock (_lock)
        {
            var lines = Read();
            var again = lines.Select(line => box.IsCurrent(line) ? line : box.RewrapText(s_place, line) ?? line).ToArray();
            var wrapped = lines.Zip(again).Count(pair => pair.First != pair.Second);
            if (wrapped > 0)
                Write(again);
            return Task.FromResult(wrapped);
        }
    }

    private byte[]? Open(string line)
    {
        var text = box.OpenText(s_place, line);
        return text is null ? null : Convert.FromHexString(text);
    }

    private string Seal(byte[] master) => box.SealText(s_place, Convert.ToHexString(master));

    private string[] Read()
    {
        var info = new FileInfo(FilePath);
        if (!info.Exists)
            return [];
        if (info.Length > MostBytes)
            throw new StartRefusedException($"{FilePath} holds {info.Length} bytes; the audit's keys are far fewer. Restore the file from a backup.");
        return [.. File.ReadAllLines(FilePath).Where(line => line.Length > 0)];
    }

    private void Write(string[] lines)
    {
        PrivateFiles.CreateDirectory(paths.DataDirectory);
        var temporary = $"{FilePath}.{Guid.NewGuid():N}.new";
        using (var stream = PrivateFiles.Open(temporary, FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(Encoding.ASCII.GetBytes(string.Join('\n', lines) + "\n"));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, FilePath, overwrite: true);
    }
}
