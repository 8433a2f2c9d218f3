using System.Runtime.InteropServices;
using Portal.Fleet;

namespace Portal.Web.Hosting;

/// <summary>The directory that holds everything the portal keeps, for its owner's eyes only.</summary>
internal static class DataDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the directory, or closes an existing one to others. Every file this process makes from now on is its owner's only.</summary>
    /// <exception cref="StartRefusedException">It cannot be made or written.</exception>
    public static void Prepare(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
                return;
            }
            _ = NativeMethods.SetFileCreationMask(Convert.ToUInt32("077", 8));
            Directory.CreateDirectory(path, OwnerOnly);
            if (File.GetUnixFileMode(path) != OwnerOnly)
                File.SetUnixFileMode(path, OwnerOnly);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"Portal:DataDirectory is \"{path}\"; it must be a directory that this user can make and write ({exception.Message.TrimEnd('.')}).");
        }
    }

    /// <summary>Takes the directory for this process until the result is disposed: two portals on one directory would each hold the same BMCs.</summary>
    /// <exception cref="StartRefusedException">Another process has it.</exception>
    public static IDisposable Lock(string path)
    {
        try
        {
            return new FileStream(Path.Combine(path, "portal.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"Portal:DataDirectory is \"{path}\"; another portal already runs on it, and each needs a directory of its own.");
        }
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "umask")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern uint SetFileCreationMask(uint mask);
    }
}
