using System.Text;
using Portal.Fleet.Consoles.Terminal;
using Portal.Fleet.Consoles.Text;
using Portal.Testing;
using Portal.Web.Hubs;

namespace Portal.Web.Tests.Screens;

/// <summary>
/// The server's idea of a screen against the browser's terminal, cell by cell: our bytes are as the server printed them, the terminal's have gone through the
/// hub's filter. A snapshot then makes a new terminal, and a used one, show the same.
/// </summary>
public sealed class ScreenAgainstXtermTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The chapters of vttest, and what went wrong in terminals before.</summary>
    public static TheoryData<string, string> Scripts => new()
    {
        { "wrap", "\e[1;79Habcd\e[5;80Hx\r\ny\e[7;80Hx\b\by\e[9;80Hx\e[Ky\e[11;80Hx\e[1Ky\e[24;80Hzz" },
        { "no wrap", "\e[?7l\e[3;75Habcdefghij\e[?7hk" },
        { "reverse wrap", "\e[?45h\e[2;78Habcdef\b\b\b\b\bX" },
        { "tabs", "a\tb\tc\e[3g\r\n\e[10G\eH\e[20G\eH\ra\tb\tc\td\e[2Ze\e[2If\e[20G\e[g\rx\ty\tz" },
        { "align", "\e#8\e[9;10H\e[1J\e[18;60H\e[0J\e[1K\e[9;71H\e[0K" },
        { "origin", "\e[5;10r\e[?6hTop\e[3;3Hmiddle\e[99;1Hbottom\r\n\n\n1\e[2A2\e[B3\e[5d4\e[?6lhome" },
        { "origin saved", "\e[5;10r\e[?6h\e[3;3H\e7\e[1;1H\e[?6l\e[r\e8here" },
        { "region", "\e#8\e[5;10r\e[10;1H\n\n\e[5;1H\eM\eM\e[7;1H\e[2L\e[8;1H\e[M\e[2S\e[3T" },
        { "region wrap", "\e[5;10r\e[10;78Habcdefgh\e[20;1Hbelow\e[4;79Habcd" },
        { "insert and delete", "abcdefghijklmnop\e[5G\e[3@\e[10G\e[2P\e[4hXY\e[4l\e[2G\e[4X\e[3 @\e[2 A\e[5G\e[2'}\e[10G\e['~" },
        { "colours", "\e[1;31;44mbold\e[22;3;4mitalic\e[38;5;208;48;2;1;2;3mtrue\e[7mrev\e[27;9mstrike\e[0;2;8;5;53mx\e[mplain\e[4:3mcurly\e[38:2::9:8:7mcolon\e[38;5mend\e[48;2;1mend" },
        { "background erase", "\e[44m\e[2J\e[5;5H\e[41m\e[K\e[8;1H\e[42m\e[3L\e[43m\e[10;10H\e[5X\e[45m\e[24;1H\n\n\e[46m\eM\e[m" },
        { "charsets", "\e(0lqwqk\e(B\e)0\x0Exqx\x0Fxqx\e*A\en#\eo#\e(R{|}\e7\e(B{\e8{\e[!p{" },
        { "wide", "中文字\e[2G.\e[3;79H中中\e[4;80H中x\e[5;1H中文\e[5;2H\e[P\e[6;1H中文中\e[6;3H\e[@\e[7;78H中中\e[7;1H\e[1@\e[?7l\e[9;80H中" },
        { "marks", "e\u0301 a\u0300\u0302\u0304 中\u0301\e[3;80He\u0301\e[4;1H\u0301x\e[5;1Ha\e[C\u0301\e[6;1He\u0301\e[3b" },
        { "repeat", "-\e[9b\r\n中\e[4b\r\n\e[bx\e[31m\e[3by\e[200b" },
        { "alternate 1049", "before\e[3;3H\e[?1049h\e[Hinside\e[5;5r\e[?1049lafter" },
        { "alternate open", "before\e[3;3H\e[31m\e[?1049h\e[44m\e[Hinside\e[2;20r\e[?25l\e[?1h\e=\e[?2004h\e[7;7H" },
        { "alternate 47", "a\e[?47hb\e[?47lc\e[?1047hd\e[?1047le\e[?1048hf\e[H\e[?1048lg" },
        { "protected", "\e[1\"qkeep\e[0\"qgo\e[1;1H\e[?K\e[?2J\e[2;1H\e[1\"qx\e[2J" },
        { "resets", "\e[31m\e[4h\e[?7l\e[5;9r\e(0\e[3ga\e[!pb\tc\e[?1049hx\ecd\te" },
        { "newline", "\e[20ha\nb\vc\e[20ld\ne" },
        { "scroll below", string.Concat(Enumerable.Range(0, 60).Select(line => $"line {line}\r\n")) + "end" },
        { "controls inside", "\e[3\n1\bmx\e\r[1my\e[1\x18mz\e[1\e[2mw\e[1é" },
        { "strings", "a\e]0;t\ab\eP1$r\e\\c\e_x\e\\d\e^y\e\\e\eXz\e\\f\e]8;;http://x/\ag\e]8;;\e\\h\e]52;c;x\ai" },
        { "save beyond", "\e[80Gx\e7\e[Hy\e8z\e[s\e[5;5H\e[uw" },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Script_ShownByBoth_IsTheSame(string name, string script)
    {
        await using var xterm = Xterm.Start();
        await CompareAsync(xterm, name, Encoding.UTF8.GetBytes(script), 80, 24, 0);
    }

    [Theory]
    [InlineData(1, 40, 80, 24)]
    [InlineData(2, 250, 80, 24)]
    [InlineData(3, 60, 10, 4)]
    [InlineData(4, 250, 10, 4)]
    [InlineData(5, 120, 33, 7)]
    public async Task RandomOutput_ShownByBoth_IsTheSame(int series, int orders, int columns, int rows)
    {
        await using var xterm = Xterm.Start();
        for (var number = 0; number < 150; number++)
        {
            var seed = (series * 10_000) + number;
            await CompareAsync(xterm, $"seed {seed}", new RandomOutput(seed, columns, rows).Print(orders), columns, rows, 0);
        }
    }

    [Fact]
    public async Task Scrollback_InASnapshot_StandsAboveTheScreen()
    {
        var text = new StringBuilder();
        for (var line = 0; line < 90; line++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\e[3{line % 8}mline {line} {new string('.', line * 2)}\e[m\r\n");
        text.Append("\e[2J\e[Hafter\r\n\e[?1049hinside");
        await using var xterm = Xterm.Start();
        await CompareAsync(xterm, "scrollback", Encoding.UTF8.GetBytes(text.ToString()), 80, 24, 500);
    }

    /// <summary>What real programs printed on a terminal of 80 by 24.</summary>
    [Fact]
    public async Task Captures_ShownByBoth_AreTheSameAtEveryPoint()
    {
        await using var xterm = Xterm.Start();
        var captures = Directory.GetFiles(Path.Combine(Repository.Root, "tests/Portal.Web.Tests/Screens/Captures"), "*.bin");
        Assert.NotEmpty(captures);
        foreach (var path in captures)
        {
            var output = await File.ReadAllBytesAsync(path, Ct);
            for (var part = 1; part <= 8; part++)
                await CompareAsync(xterm, $"{Path.GetFileName(path)}, {part} eighths", output[..(output.Length * part / 8)], 80, 24, 0);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AnyBytes_HoweverSplit_GiveTheSameScreen(int series)
    {
        var random = new Random(series);
        for (var number = 0; number < 150; number++)
        {
            var output = new RandomOutput((series * 1000) + number, 20, 6).Print(60);
            for (var flips = random.Next(12); flips > 0; flips--)
                output[random.Next(output.Length)] = (byte)random.Next(256);
            var whole = new TerminalScreen(20, 6, 30);
            whole.Feed(output);
            var pieces = new TerminalScreen(20, 6, 30);
            for (var at = 0; at < output.Length;)
            {
                var count = Math.Min(output.Length - at, random.Next(1, 9));
                pieces.Feed(output.AsSpan(at, count));
                at += count;
                Assert.InRange(pieces.Pending, 0, at);
            }

            Assert.Equal(ScreenWords.Of(whole), ScreenWords.Of(pieces));
            Assert.Equal(whole.Snapshot(), pieces.Snapshot());
        }
    }

    private static async Task CompareAsync(Xterm xterm, string name, byte[] output, int columns, int rows, int scrollback)
    {
        var screen = new TerminalScreen(columns, rows, scrollback);
        screen.Feed(output);
        var snapshot = screen.Snapshot();
        AssertSame(name, "the filter would change the snapshot", Text(snapshot), Text(Filtered(snapshot)), output);
        var view = await xterm.ShowAsync(columns, rows, scrollback, InUtf8(Filtered(output)), snapshot, Ct);

        var words = ScreenWords.Of(screen);
        AssertSame(name, "the terminal shows something else", words, view.Shown, output);
        AssertSame(name, "a new terminal shows something else after the snapshot", words, view.Fresh, output);
        if (scrollback == 0)
            AssertSame(name, "the used terminal shows something else after the snapshot", words, view.Used, output);
        var again = new TerminalScreen(columns, rows, scrollback);
        again.Restore(snapshot);
        AssertSame(name, "the snapshot makes another screen", words, ScreenWords.Of(again), output);
    }

    private static void AssertSame(string name, string what, string ours, string theirs, byte[] output)
    {
        if (ours != theirs)
            Assert.Fail($"{name}: {what}.\n{Difference(ours, theirs)}\nprinted: {Text(output).ReplaceLineEndings("")}");
    }

    private static string Difference(string ours, string theirs) => string.Join('\n', ours.Split('\n').Zip(theirs.Split('\n'))
        .Select((pair, line) => (pair, line)).Where(both => both.pair.First != both.pair.Second)
        .Select(both => $"{both.line}\n  ours:   {both.pair.First}\n  theirs: {both.pair.Second}"));

    /// <summary>What the browser makes of it before its terminal gets it.</summary>
    private static byte[] InUtf8(byte[] output)
    {
        var decoder = new ConsoleDecoder();
        var letters = new char[ConsoleDecoder.MaxChars(output.Length)];
        return Encoding.UTF8.GetBytes(letters, 0, decoder.Decode(output, letters));
    }

    private static string Text(byte[] output) => Encoding.UTF8.GetString(output).Replace("\e", "\n␛", StringComparison.Ordinal);

    /// <summary>What the hub sends, with what it would still hold back left out on both sides.</summary>
    private static byte[] Filtered(byte[] output)
    {
        var filter = new TerminalOutputFilter();
        var shown = new byte[filter.MaxOutput(output.Length)];
        return shown[..filter.Filter(output, shown)];
    }
}
