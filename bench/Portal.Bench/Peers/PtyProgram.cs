using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Portal.Bench.Peers;

/// <summary>A program on a pseudo terminal, whose bytes are handed on as they come.</summary>
internal sealed class PtyProgram : IAsyncDisposable
{
    private const int ReadWriteNoControl = 0x2 | 0x100;
    private readonly FileStream _master;
    private readonly Process _process;
    private readonly Thread _reader;
    private readonly Action<ReadOnlySpan<byte>> _onBytes;
    private readonly StringBuilder _beginning = new();

    private PtyProgram(SafeFileHandle master, Process process, Action<ReadOnlySpan<byte>> onBytes)
    {
        _master = new FileStream(master, FileAccess.ReadWrite, bufferSize: 0);
        _process = process;
        _onBytes = onBytes;
        _reader = new Thread(Read) { IsBackground = true, Name = "pty" };
        _reader.Start();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public static PtyProgram Start(Action<ReadOnlySpan<byte>> onBytes, string program, params IEnumerable<string> arguments)
    {
        var descriptor = PosixOpenPt(ReadWriteNoControl);
        if (descriptor < 0 || GrantPt(descriptor) != 0 || UnlockPt(descriptor) != 0)
            throw new InvalidOperationException("No pseudo terminal is to be had.");
        var master = new SafeFileHandle(descriptor, ownsHandle: true);
        var start = new ProcessStartInfo("setsid") { WorkingDirectory = Path.GetTempPath() };
        foreach (var word in (string[])["sh", "-c", "tty=$1; shift; exec \"$@\" <\"$tty\" >\"$tty\" 2>&1", "sh", Marshal.PtrToStringUTF8(PtsName(descriptor))!, program, .. arguments])
            start.ArgumentList.Add(word);
        var process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => External.Stop(process);
        return new PtyProgram(master, process, onBytes);
    }

    /// <summary>Waits until the program has shown a text at its beginning.</summary>
    public async Task ExpectAsync(string text, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            lock (_beginning)
            {
                if (_beginning.ToString().Contains(text, StringComparison.Ordinal))
                    return;
                if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(20) || !_reader.IsAlive)
                    throw new InvalidOperationException($"'{text}' did not come. What came: {_beginning}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, ct);
        }
    }

    public async Task TypeAsync(ReadOnlyMemory<byte> characters, CancellationToken ct)
    {
        // A write to a terminal whose program does not read waits: not on the caller's thread, unless it is a key.
        if (characters.Length == 1)
            _master.Write(characters.Span);
        else
            await Task.Run(() => _master.Write(characters.Span), ct);
    }

    public async ValueTask DisposeAsync()
    {
        External.Stop(_process);
        await Task.Run(_reader.Join);
        await _master.DisposeAsync();
    }

    private void Read()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (_master.Read(buffer) is > 0 and var count)
            {
                lock (_beginning)
                {
                    if (_beginning.Length < 4096)
                        _beginning.Append(Encoding.UTF8.GetString(buffer, 0, count));
                }

                _onBytes(buffer.AsSpan(0, count));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // What Linux says when the last program on the other side has ended.
        }
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
