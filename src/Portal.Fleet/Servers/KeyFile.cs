using System.Security.Cryptography;

namespace Portal.Fleet.Servers;

/// <summary>The vault's key on disk: 32 random bytes that only the portal's account may read.</summary>
internal static class KeyFile
{
    public const int KeySize = 32;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the key, or makes one when there is no file yet. The caller owns the bytes and zeroes them.</summary>
    /// <exception cref="StartRefusedException">The file may be read by others, or holds no key.</exception>
    public static byte[] LoadOrCreate(string path)
    {
        if (!File.Exists(path))
            Create(path);

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
            throw new StartRefusedException($"Portal:Secrets:KeyFile is {path}, and its mode is {Octal(File.GetUnixFileMode(path))}; only 0600 or 0400 is allowed, because whoever reads it can open every BMC password.");

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (stream.Length != KeySize)
            throw new StartRefusedException($"Portal:Secrets:KeyFile is {path}, and it holds {stream.Length} bytes; a key is exactly {KeySize} bytes. Restore the file from a backup: without it the stored BMC passwords cannot be opened.");

        var key = new byte[KeySize];
        stream.ReadExactly(key);
        return key;
    }

    /// <summary>Writes a whole new file beside the path and moves it there, so that a crash never leaves half a key.</summary>
    private static void Create(string path)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        PrivateFiles.CreateDirectory(directory);
        var key = RandomNumberGenerator.GetBytes(KeySize);
        var temporary = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            using (var stream = PrivateFiles.Open(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(key);
                stream.Flush(flushToDisk: true);
            }

            try
            {
                File.Move(temporary, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process of the portal was first: its key counts.
                File.Delete(temporary);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static string Octal(UnixFileMode mode) => "0" + Convert.ToString((int)mode, 8);
}
