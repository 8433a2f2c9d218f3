using System.Buffers;
using System.Diagnostics;
using System.Text;
using Portal.Fleet.Consoles.Terminal;

namespace Portal.Bench;

/// <summary>What it costs to know what a console's screen looks like: going through its output, taking a keyframe, starting from one.</summary>
internal static class ScreenBench
{
    private const int Output = 4 * 1024 * 1024;

    public static Task RunAsync(Report report, int rounds, CancellationToken ct)
    {
        report.Line("Screens: one terminal of 80x24, output of three kinds");
        foreach (var (name, output) in new[] { ("kernel messages", Lines()), ("a full-screen program", FullScreen()), ("bytes at random", Noise()) })
        {
            var feeds = new List<double>();
            var snapshots = new List<double>();
            var starts = new List<double>();
            var into = new ArrayBufferWriter<byte>();
            for (var round = 0; round < rounds; round++)
            {
                ct.ThrowIfCancellationRequested();
                var screen = new TerminalScreen();
                var watch = Stopwatch.StartNew();
                screen.Feed(output);
                feeds.Add(watch.Elapsed.TotalNanoseconds / output.Length);
                into.ResetWrittenCount();
                watch.Restart();
                screen.Snapshot(into);
                snapshots.Add(watch.Elapsed.TotalMicroseconds);
                watch.Restart();
                new TerminalScreen().Feed(into.WrittenSpan);
                starts.Add(watch.Elapsed.TotalMicroseconds);
            }

            report.Line($"  {name,-24} {Report.Median(feeds),7:F1} ns a byte; keyframe of {into.WrittenCount,6:N0} bytes, made in {Report.Median(snapshots),6:F0} us, read in {Report.Median(starts),6:F0} us");
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var screens = Enumerable.Range(0, 500).Select(_ => new TerminalScreen()).ToArray();
        var made = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var screen in screens)
            screen.Feed("login: "u8);
        var quiet = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(screens);
        report.Line($"  memory of a screen: {(made - before) / 500.0 / 1024:F1} KiB empty, {(quiet - before) / 500.0 / 1024:F1} KiB with a prompt on it");
        return Task.CompletedTask;
    }

    private static byte[] Lines()
    {
        var text = new StringBuilder();
        for (var line = 0; text.Length < Output; line++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"[{line * 0.013,12:F6}] pci 0000:{line % 256:x2}:00.0: BAR 0 [mem 0x{line * 4096:x8}-0x{(line * 4096) + 4095:x8} 64bit pref]\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] FullScreen()
    {
        var text = new StringBuilder("\e[?1049h\e[1;23r");
        for (var line = 0; text.Length < Output; line++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\e[{2 + (line % 20)};1H\e[3{line % 8}m{line,7} root \e[1m{line % 100,3}.{line % 10}\e[0m 中 {line:x8}\e[K");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Noise()
    {
        var noise = new byte[Output];
        new Random(1).NextBytes(noise);
        return noise;
    }
}
