using System.Security.Cryptography;
using Portal.Fleet.Consoles.Storage;

namespace Portal.Fleet.Secrets;

/// <summary>
/// The keys on disk: 32 random bytes each that only the portal's account may read, the active one first. With <paramref name="isCredential"/> it is a systemd
/// credential, which the portal neither makes nor changes.
/// </summary>
internal sealed class KeyFile(string path, bool isCredential = false) : IKeySource
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // systemd gives the file to root and lets the service's account in by group or by an access list that shows as the group's bits.
    private const UnixFileMode CredentialMode = UnixFileMode.UserRead | UnixFileMode.GroupRead;

    private string Setting => isCredential ? "Portal:Secrets:KeyCredential" : "Portal:Secrets:KeyFile";

    public string Description => path;

    public bool CanWrite => !isCredential;

    public DateTimeOffset? ChangedAt
    {
        get
        {
            var info = new FileInfo(path);
            return info.Exists ? new DateTimeOffset(info.LastWriteTimeUtc, TimeSpan.Zero) : null;
        }
    }

    /// <summary>Reads the keys; makes one when there is no file yet.</summary>
    /// <exception cref="StartRefusedException">The file may be read by others, or holds no key.</exception>
    public byte[][] Read()
    {
        if (!File.Exists(path))
        {
            if (isCredential)
                throw new StartRefusedException($"{Setting} names {path}, and there is no such file; set LoadCredential= or LoadCredentialEncrypted= in the portal's systemd unit.");
            Create();
        }

        var allowed = isCredential ? CredentialMode : OwnerOnly;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~allowed) != 0)
            throw new StartRefusedException(
                $"{Setting} is {path}, and its mode is {Octal(File.GetUnixFileMode(path))}; only {(isCredential ? "0400 or 0440" : "0600 or 0400")} is allowed, because whoever reads it can open every BMC password.");

        var bytes = ReadBytes();
        try
        {
            return KeyText.Parse(bytes) ?? throw new StartRefusedException(
                $"{Setting} is {path}, and it holds {bytes.Length} bytes; a key is exactly {KeyText.KeySize} bytes, and there are at most {KeyText.MostKeys}. Restore the file from a backup: without it the stored BMC passwords cannot be opened.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public void Write(IReadOnlyList<byte[]> keys)
    {
        var temporary = WriteBeside(keys);
        File.Move(temporary, path, overwrite: true);
        SyncDirectory();
    }

    private byte[] ReadBytes()
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var bytes = new byte[Math.Min(stream.Length, KeyText.MostBytes + 1)];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{Setting} is {path}, and the portal's account may not read it; make it the owner of the file.");
        }
    }

    private void Create()
    {
        PrivateFiles.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var key = RandomNumberGenerator.GetBytes(KeyText.KeySize);
        try
        {
            var temporary = WriteBeside([key]);
            try
            {
                File.Move(temporary, path, overwrite: false);
                SyncDirectory();
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

    /// <summary>A whole new file beside the path, so that a crash never leaves half a key.</summary>
    private string WriteBeside(IReadOnlyList<byte[]> keys)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.new";
        using var stream = PrivateFiles.Open(temporary, FileMode.CreateNew, FileAccess.Write);
        foreach (var key in keys)
            stream.Write(key);
        stream.Flush(flushToDisk: true);
        return temporary;
    }

    /// <summary>The new name itself must survive a power loss before anything is sealed with what it names.</summary>
    private void SyncDirectory() => new RecordDisk().SyncDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);

    private static string Octal(UnixFileMode mode) => "0" + Convert.ToString((int)mode, 8);
}
