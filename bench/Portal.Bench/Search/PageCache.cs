using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Portal.Bench.Search;

/// <summary>Makes the kernel forget files, so that they are read from the disk next time.</summary>
internal static class PageCache
{
    private const int DontNeed = 4;

    public static void Forget(string directory)
    {
        foreach (var path in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

            // Only what is on the disk already can be forgotten.
            if (SyncData(file) != 0 || Advise(file, 0, 0, DontNeed) != 0)
                throw new IOException($"The kernel would not let go of {path}.");
        }
    }

    [DllImport("libc", EntryPoint = "posix_fadvise")]
    private static extern int Advise(SafeFileHandle file, long offset, long length, int advice);

    [DllImport("libc", EntryPoint = "fdatasync")]
    private static extern int SyncData(SafeFileHandle file);
}
