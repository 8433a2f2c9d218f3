using System.Runtime.InteropServices;

namespace Portal.Ipmi.InBand;

/// <summary>The three calls into the C library that a character device needs beyond a file handle. Classic imports: generated ones need unsafe code.</summary>
internal static class NativeMethods
{
    /// <summary>Hands a request to the driver.</summary>
    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int SendCommand(SafeHandle device, nuint operation, ref DriverRequest request);

    /// <summary>Takes a message from the driver.</summary>
    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int ReceiveMessage(SafeHandle device, nuint operation, ref DriverReceive message);

    /// <summary>Waits until one of the descriptors has something.</summary>
    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Poll([In, Out] PollEntry[] entries, nuint count, int milliseconds);
}
