using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Portal.Bench;

/// <summary>A pseudo terminal with a program on it: peers like <c>ipmitool sol activate</c> insist on a terminal.</summary>
internal sealed class Pty : IDisposable
{
    private const int ReadWriteNoControl = 0x2 | 0x100;
    private readonly Process _process;

    private Pty(SafeFileHandle master, Process process)
    {
        Master = new FileStream(master, FileAccess.ReadWrite, bufferSize: 0);
        _process = process;
    }

    /// <summary>What a person would see and type.</summary>
    public FileStream Master { get; }

    public static Pty Start(string command)
    {
        var descriptor = PosixOpenPt(ReadWriteNoControl);
        if (descriptor < 0 || GrantPt(descriptor) != 0 || UnlockPt(descriptor) != 0)
            throw new InvalidOperationException("No pseudo terminal is to be had.");
        var name = Marshal.PtrToStringUTF8(PtsName(descriptor))!;
        var start = new ProcessStartInfo("/usr/bin/setsid");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"exec {command} <{name} >{name} 2>&1");
        return new Pty(new SafeFileHandle(descriptor, ownsHandle: true), Process.Start(start)!);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        Master.Dispose();
    }

    [DllImport("libc", EntryPoint = "posix_openpt")]
    private static extern int PosixOpenPt(int flags);

    [DllImport("libc", EntryPoint = "grantpt")]
    private static extern int GrantPt(int descriptor);

    [DllImport("libc", EntryPoint = "unlockpt")]
    private static extern int UnlockPt(int descriptor);

    [DllImport("libc", EntryPoint = "ptsname")]
    private static extern IntPtr PtsName(int descriptor);
}
