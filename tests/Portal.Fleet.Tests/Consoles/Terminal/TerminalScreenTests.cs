using System.Text;
using Portal.Fleet.Consoles.Terminal;

namespace Portal.Fleet.Tests.Consoles.Terminal;

/// <summary>What a screen shows; that it is what xterm.js shows is proved where the output filter is (Portal.Web.Tests).</summary>
public sealed class TerminalScreenTests
{
    [Theory]
    [InlineData("one\r\ntwo", "one|two", 3, 1)]
    [InlineData("abc\b\bX", "aXc", 2, 0)]
    [InlineData("\e[2;3Hhere", "|  here", 6, 1)]
    [InlineData("\e[2;4r\e[?6h\e[1;1Htop\e[9;1Hend", "|top||end", 3, 3)]
    [InlineData("a\tb\e[3g\e[5G\eH\rx\ty", "x   y   b", 5, 0)]
    [InlineData("1\r\n2\r\n3\e[2;1H\e[Lnew", "1|new|2|3", 3, 1)]
    [InlineData("abcdef\e[3G\e[2P\e[@-", "ab-ef", 3, 0)]
    [InlineData("\e(0lqk\e(B", "┌─┐", 3, 0)]
    [InlineData("e\u0301中\e[2D.", "e\u0301.", 2, 0)]
    [InlineData("x\e[4b", "xxxxx", 5, 0)]
    [InlineData("main\e[?1049h\e[Hvi\e[?1049l!", "main!", 5, 0)]
    [InlineData("main\e[?1049h\e[Hvi", "vi", 2, 0)]
    [InlineData("\e]0;a title\aa\ePq junk\e\\b\e_x\e\\c", "abc", 3, 0)]
    public void Feed_WhatProgramsPrint_ShowsItAsATerminal(string output, string lines, int x, int y)
    {
        var screen = Fed(output);

        Assert.Equal(lines, string.Join('|', screen.Text()).TrimEnd('|'));
        Assert.Equal((x, y), (screen.CursorColumn, screen.CursorRow));
    }

    [Fact]
    public void Feed_LastColumn_WaitsBeforeItWraps()
    {
        var screen = Fed(new string('-', 80));
        Assert.Equal((80, 0), (screen.CursorColumn, screen.CursorRow));

        screen.Feed("+"u8);

        Assert.Equal((1, 1), (screen.CursorColumn, screen.CursorRow));
        Assert.Equal("+", screen.Text()[1]);
    }

    [Fact]
    public void Pending_InsideASequenceOrACharacter_CountsWhatMustBeGivenAgain()
    {
        Assert.Equal(0, Fed("text\r\n").Pending);
        Assert.Equal(4, Fed("text\e[3;").Pending);
        Assert.Equal(6, Fed("text\e]0;ti").Pending);
        var screen = new TerminalScreen();
        screen.Feed([(byte)'a', 0xE4, 0xB8]);
        Assert.Equal(2, screen.Pending);
        screen.Feed([0xAD]);
        Assert.Equal((0, "a中"), (screen.Pending, screen.Text()[0]));
    }

    [Fact]
    public void LastLines_WithScrollback_GoBeyondTheScreen()
    {
        var screen = new TerminalScreen(scrollback: 100);
        screen.Feed(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(1, 60).Select(line => $"line {line}\r\n"))));

        Assert.Equal(Enumerable.Range(21, 40).Select(line => $"line {line}"), screen.LastLines(40));
    }

    private static TerminalScreen Fed(string output)
    {
        var screen = new TerminalScreen();
        screen.Feed(Encoding.UTF8.GetBytes(output));
        return screen;
    }
}
