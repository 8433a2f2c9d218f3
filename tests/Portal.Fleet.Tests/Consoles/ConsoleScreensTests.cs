using System.Text;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Terminal;
using Portal.Fleet.Servers;
using Portal.Fleet.Tests.Consoles.Storage;

namespace Portal.Fleet.Tests.Consoles;

/// <summary>A screen can be had at any offset, and is the one that somebody sees who has watched from the first byte.</summary>
public sealed class ConsoleScreensTests : IAsyncDisposable
{
    private readonly BmcId _id = BmcId.New();
    private readonly TestStore _store = TestStore.Start();

    private static CancellationToken Ct => TestPortal.Ct;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task ScreenAt_AnyOffset_IsWhatAWatcherFromTheBeginningSees()
    {
        var output = FullScreenProgram(1_600_000);
        await PrintAsync(output);
        await CheckAsync(_store.Open(_id));
        await _store.CompactedAsync();
        await CheckAsync(_store.Open(_id));

        // Also when nothing of it is in memory any more.
        await _store.RestartAsync();
        await CheckAsync(_store.Open(_id));

        Task CheckAsync(ConsoleSession console)
        {
            foreach (var offset in (long[])[0, 1, 17, 5000, 65_536, 300_001, 1_000_000, 1_555_555, output.Length])
                AssertSame(output, console.ScreenAt(offset), offset);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Attach_NoOffset_StartsWithTheScreenOfAProgramThatBeganLongBefore()
    {
        var output = FullScreenProgram(900_000);
        await PrintAsync(output);
        await CheckAsync();
        await _store.RestartAsync();
        await CheckAsync();

        async Task CheckAsync()
        {
            var console = _store.Open(_id);
            var viewer = new TerminalScreen();
            long? start = null, next = null;
            await foreach (var chunk in console.ReadAsync(null, output.Length, Ct, screens: true))
            {
                start ??= chunk.Offset;
                Assert.Equal(chunk.Offset, next ?? start);
                Assert.Equal(chunk.Offset == start, chunk.Screen is not null);
                viewer.Restore(chunk.Screen);
                viewer.Feed(chunk.Data.Span);
                next = chunk.Offset + chunk.Data.Length;
            }

            Assert.InRange(output.Length - start!.Value, 64 * 1024, ConsoleSession.Tail);
            AssertSame(output, viewer);
        }
    }

    [Fact]
    public async Task Attach_ShortConsoleOrAnOffset_NeedsNoScreen()
    {
        await PrintAsync(FullScreenProgram(100_000));

        Assert.Null((await FirstAsync(null)).Screen);
        Assert.Null((await FirstAsync(50_000)).Screen);
    }

    [Fact]
    public async Task Attach_BehindBytesThatAreNotKept_GetsTheScreenBack()
    {
        var output = FullScreenProgram(1_000_000);
        _store.Open(_id, ConsolePolicy.MemoryOnly);
        await PrintAsync(output);

        var viewer = new TerminalScreen();
        var screens = 0;
        long? next = null;
        await foreach (var chunk in _store.Open(_id).ReadAsync(1000, output.Length, Ct, screens: true))
        {
            Assert.Equal(next is null, chunk.GapBefore is not null);
            Assert.Equal(chunk.Offset, next ?? chunk.Offset);
            if (chunk.Screen is not null)
                screens++;
            viewer.Restore(chunk.Screen);
            viewer.Feed(chunk.Data.Span);
            next = chunk.Offset + chunk.Data.Length;
        }

        Assert.Equal((output.Length, 1), (next, screens));
        AssertSame(output, viewer);
    }

    [Fact]
    public async Task KeptScreens_NotUnderAPolicyThatKeepsNothing_AndGoWithTheRecord()
    {
        await PrintAsync(FullScreenProgram(900_000));
        await _store.RestartAsync();
        var directory = Path.Combine(_store.Directory, _id.ToString());
        Assert.NotEmpty(Directory.GetFiles(directory, "*.screens"));

        var quiet = BmcId.New();
        var console = _store.Open(quiet, ConsolePolicy.MemoryOnly);
        await console.AppendAsync(FullScreenProgram(600_000), Ct);
        console.Apply(ConsolePolicy.Always, _store.Options.Retention);
        await console.AppendAsync(FullScreenProgram(600_000), Ct);
        _store.Open(_id).Delete();
        await _store.RestartAsync();

        Assert.Empty(Directory.GetFiles(Path.Combine(_store.Directory, quiet.ToString()), "*.screens"));
        Assert.False(Directory.Exists(directory));
    }

    /// <summary>Like an editor: sets up a screen once, then changes a little of it again and again, so that no late piece of it says what it is.</summary>
    private static byte[] FullScreenProgram(int length)
    {
        var output = new StringBuilder(length + 100).Append("before\r\n\e[?1049h\e[?2004h\e[?1h\e=\e[1;23r\e[44m\e[2J\e[24;1H\e[7mstatus\e[27;44m");
        for (var line = 0; output.Length < length; line++)
            output.Append(System.Globalization.CultureInfo.InvariantCulture, $"\e[{2 + (line % 7)};{1 + (line % 60)}H\e[3{line % 8}mline {line} 中\e[{(line % 3 == 0 ? "1" : "22")}m");
        return Encoding.UTF8.GetBytes(output.ToString())[..length];
    }

    private async Task PrintAsync(byte[] output)
    {
        var console = _store.Open(_id);
        for (var at = 0; at < output.Length; at += 20_011)
            await console.AppendAsync(output.AsMemory(at, Math.Min(20_011, output.Length - at)), Ct);
    }

    private async Task<ConsoleChunk> FirstAsync(long? from)
    {
        await foreach (var chunk in _store.Open(_id).ReadAsync(from, null, Ct, screens: true))
            return chunk;
        throw new InvalidOperationException();
    }

    private static void AssertSame(byte[] output, TerminalSnapshot snapshot, long offset)
    {
        Assert.InRange(offset - snapshot.Offset, 0, 100);
        var screen = new TerminalScreen();
        screen.Restore(snapshot.Data.Span);
        screen.Feed(output.AsSpan((int)snapshot.Offset));
        AssertSame(output, screen);
    }

    private static void AssertSame(byte[] output, TerminalScreen screen)
    {
        var watcher = new TerminalScreen();
        watcher.Feed(output);
        Assert.Equal(Encoding.UTF8.GetString(watcher.Snapshot()), Encoding.UTF8.GetString(screen.Snapshot()));
    }
}
