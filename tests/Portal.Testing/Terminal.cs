using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Portal.Testing;

/// <summary>A program on a pseudo terminal of its own, for those that only talk to people (<c>ipmitool sol activate</c>, <c>ipmiconsole</c>).</summary>
public sealed class Terminal : IAsyncDisposable
{
    private const int ReadWriteNoControl = 0x2 | 0x100;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);
    private readonly Process _process;
    private readonly FileStream _master;
    private readonly StringBuilder _screen = new();
    private readonly byte[] _buffer = new byte[4096];
    private Task<int>? _reading;
    private int _seen;

    private Terminal(SafeFileHandle master, Process process)
    {
        _master = new FileStream(master, FileAccess.ReadWrite, bufferSize: 0);
        _process = process;
    }

    /// <summary>Everything shown so far.</summary>
    public string Screen => _screen.ToString();

    /// <summary>Starts a program, given by its path or found on the search path.</summary>
    public static Terminal Start(string program, params IEnumerable<string> arguments)
    {
        var descriptor = PosixOpenPt(ReadWriteNoControl);
        if (descriptor < 0 || GrantPt(descriptor) != 0 || UnlockPt(descriptor) != 0)
            throw new InvalidOperationException("No pseudo terminal is to be had.");
        var master = new SafeFileHandle(descriptor, ownsHandle: true);

        // The first terminal that a session leader opens is its own.
        var start = new ProcessStartInfo("setsid") { WorkingDirectory = Path.GetTempPath() };
        foreach (var word in (string[])["sh", "-c", "tty=$1; shift; exec \"$@\" <\"$tty\" >\"$tty\" 2>&1", "sh", Marshal.PtrToStringUTF8(PtsName(descriptor))!, program, .. arguments])
            start.ArgumentList.Add(word);
        start.Environment["LC_ALL"] = "C.UTF-8";
        return new Terminal(master, Process.Start(start)!);
    }

    /// <summary>Types characters.</summary>
    public async Task TypeAsync(string characters, CancellationToken ct) => await _master.WriteAsync(Encoding.UTF8.GetBytes(characters), ct);

    /// <summary>Waits until the text appears after what was waited for before.</summary>
    public async Task ExpectAsync(string text, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var at = Screen.IndexOf(text, _seen, StringComparison.Ordinal);
            if (at >= 0)
            {
                _seen = at + text.Length;
                return;
            }

            try
            {
                var left = s_patience - TimeProvider.System.GetElapsedTime(began);
                if (!await ReadAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, ct))
                    throw new InvalidOperationException($"The program ended without \"{text}\". The screen:\n{Screen}");
            }
            catch (TimeoutException)
            {
                throw new TimeoutException($"\"{text}\" did not appear within {s_patience.TotalSeconds:0} s. The screen:\n{Screen}");
            }
        }
    }

    /// <summary>Waits for the program's end; returns its exit status.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(s_patience);
        while (await ReadAsync(s_patience, limit.Token))
        {
        }

        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        // A read that is pending ends with the program, which had the other side.
        if (_reading is not null)
            await ((Task)_reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _master.DisposeAsync();
        _process.Dispose();
    }

    /// <summary>Reads what the program shows next; false when it has ended.</summary>
    private async Task<bool> ReadAsync(TimeSpan timeout, CancellationToken ct)
    {
        // The system knows no timed read of a terminal: one that outlasts its caller serves the next.
        _reading ??= Task.Run(() => _master.Read(_buffer), CancellationToken.None);
        int count;
        try
        {
            count = await _reading.WaitAsync(timeout, ct);
        }
        catch (IOException)
        {
            // What Linux says when the last program on the other side has ended.
            count = 0;
        }

        _reading = null;
        _screen.Append(Encoding.UTF8.GetString(_buffer, 0, count));
        return count > 0;
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
