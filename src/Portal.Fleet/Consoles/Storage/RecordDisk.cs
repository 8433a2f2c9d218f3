using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>What the record asks of the disk, in one place so that a test can make it fail.</summary>
internal class RecordDisk
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Whether a failure means that there is no room.</summary>
    public static bool IsFull(Exception e) => e is IOException { HResult: NoSpace or QuotaExceeded or WindowsDiskFull };

    /// <summary>Opens a file for reading and writing, shared with readers and with its own deletion; a new one belongs to the portal's account alone.</summary>
    public virtual SafeFileHandle Open(string path, FileMode mode)
    {
        var file = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    /// <summary>Opens a file for reading.</summary>
    public virtual SafeFileHandle OpenToRead(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    public virtual void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long position) => RandomAccess.Write(file, bytes, position);

    /// <summary>Returns when the bytes written are on the disk itself. After a failure they may be anywhere: the kernel forgets what it could not write.</summary>
    public virtual void Sync(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
            RandomAccess.FlushToDisk(file);
        else if (NativeMethods.SyncData(file) != 0)
            ThrowLastError("The record could not be written through to the disk");
    }

    /// <summary>Makes the names of new files in a directory as durable as their bytes.</summary>
    public virtual void SyncDirectory(string path)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var directory = NativeMethods.Open(path, 0);
        if (directory < 0)
            ThrowLastError("The directory of the record could not be opened");
        try
        {
            if (NativeMethods.Sync(directory) != 0)
                ThrowLastError("The directory of the record could not be written through to the disk");
        }
        finally
        {
            _ = NativeMethods.Close(directory);
        }
    }

    /// <summary>Reads until the span is full or the file ends; answers how much it was.</summary>
    public static int Read(SafeFileHandle file, Span<byte> into, long position)
    {
        var done = 0;
        while (done < into.Length)
        {
            var read = RandomAccess.Read(file, into[done..], position + done);
            if (read == 0)
                break;
            done += read;
        }

        return done;
    }

    private static void ThrowLastError(string what)
    {
        var error = Marshal.GetLastPInvokeError();
        throw new IOException($"{what}: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int SyncData(SafeFileHandle file);

        [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Sync(int file);

        [DllImport("libc", EntryPoint = "close")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Close(int file);
    }
}
