using System.Diagnostics;
using Portal.Fleet.Consoles.Storage;

namespace Portal.Fleet.Tests.Consoles.Storage;

/// <summary>A file system of 6 MiB in memory, where one may be mounted; else a directory on a disk that says that it is full.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly bool _mounted;
    private readonly FaultyDisk? _faulty;

    private SmallDisk(string directory, bool mounted)
    {
        Directory = directory;
        _mounted = mounted;
        _faulty = mounted ? null : new FaultyDisk();
    }

    public string Directory { get; }

    public RecordDisk Faults => _faulty ?? new RecordDisk();

    private string Filler => Path.Combine(Directory, "filler");

    public static async Task<SmallDisk> MakeAsync()
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("portal-small-").FullName;
        var mounted = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && await RunAsync("mount", "-t", "tmpfs", "-o", "size=6m", "none", directory) == 0;
        return new SmallDisk(directory, mounted);
    }

    /// <summary>Leaves some room that the next bytes take.</summary>
    public void Fill()
    {
        if (_faulty is not null)
        {
            _faulty.IsFullNow = true;
            return;
        }

        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var zeroes = new byte[64 * 1024];
        var room = new DriveInfo(Directory).AvailableFreeSpace - 100_000;
        for (; room > 0; room -= zeroes.Length)
            filler.Write(zeroes, 0, (int)Math.Min(room, zeroes.Length));
    }

    public void Free()
    {
        if (_faulty is not null)
            _faulty.IsFullNow = false;
        else
            File.Delete(Filler);
    }

    public async ValueTask DisposeAsync()
    {
        if (_mounted)
            await RunAsync("umount", Directory);
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
            await process!.WaitForExitAsync(CancellationToken.None);
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
