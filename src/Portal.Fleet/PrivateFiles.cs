namespace Portal.Fleet;

/// <summary>Files and directories that belong to the portal's account alone.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode FileModeBits = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode DirectoryModeBits = FileModeBits | UnixFileMode.UserExecute;

    /// <summary>Makes the directory with mode 0700 when it is missing; leaves an existing one as it is.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, DirectoryModeBits);
    }

    /// <summary>Opens a file, unbuffered, shared with readers and with its own deletion; a new one gets mode 0600.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
            options.UnixCreateMode = FileModeBits;
        return new FileStream(path, options);
    }
}
