using System.Text;

namespace Portal.Fleet.Consoles.History;

/// <summary>Finds where machines start in what they print. Pure; bytes may be cut anywhere.</summary>
internal sealed class MarkFinder
{
    private const int LongestLine = 256;

    /// <summary>What stays of a line that is longer: enough for any of the words.</summary>
    private const int Carried = 32;

    private const int LongestVersion = 60;

    // Firmware prints several banners, and clears the screen before and between them: one boot is one mark.
    private static readonly TimeSpan s_oneBoot = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_oneLine = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_oneScreen = TimeSpan.FromSeconds(30);
    private const int OneScreenBytes = 16 * 1024;

    private static readonly byte[][] s_firmware =
    [
        .. new[]
        {
            "SeaBIOS (", "iPXE (", "iPXE 1", "GNU GRUB", "GRUB loading", "<DEL>", "to run Setup", "to enter Setup", "enter setup", "Enter BIOS",
            "AMIBIOS", "American Megatrends", "InsydeH2O", "PhoenixBIOS", "BdsDxe:", "coreboot-", "U-Boot SPL", "U-Boot 20",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    private readonly byte[] _line = new byte[LongestLine];
    private readonly List<ConsoleMark> _found = [];
    private int _length;
    private long _lineOffset;
    private DateTimeOffset _lineTime;
    private DateTimeOffset _lastTime;
    private (long Offset, DateTimeOffset Time)? _cleared;
    private (ConsoleMarkKind Kind, DateTimeOffset Time)? _last;

    /// <summary>What follows does not continue what came before.</summary>
    public void Break() => _length = 0;

    /// <summary>The marks in the next bytes; the list is good until the next call.</summary>
    public IReadOnlyList<ConsoleMark> Take(TimedChunk chunk)
    {
        _found.Clear();
        if (_length > 0 && chunk.Time - _lastTime > s_oneLine)
        {
            // What a machine prints behind a prompt that waited is no part of the prompt's line.
            Look(_line.AsSpan(0, _length));
            _length = 0;
        }

        _lastTime = chunk.Time;
        var data = chunk.Data.Span;
        var at = 0;
        while (at < data.Length)
        {
            if (_length == 0)
                (_lineOffset, _lineTime) = (chunk.Offset + at, chunk.Time);
            var rest = data[at..];
            var end = rest.IndexOf((byte)'\n');
            var count = Math.Min(end < 0 ? rest.Length : end + 1, LongestLine - _length);
            rest[..count].CopyTo(_line.AsSpan(_length));
            _length += count;
            at += count;
            if (_line[_length - 1] == '\n')
            {
                Look(_line.AsSpan(0, _length));
                _length = 0;
            }
            else if (_length == LongestLine)
            {
                Look(_line);
                _line.AsSpan(LongestLine - Carried).CopyTo(_line);
                _length = Carried;
                _lineOffset = chunk.Offset + at - Carried;
            }
        }

        // A prompt stands at the end of what was printed, without an end of its line.
        if (_length > 0 && _line.AsSpan(0, _length).TrimEnd((byte)' ').EndsWith("login:"u8))
            FoundLogin();
        return _found;
    }

    private void Look(ReadOnlySpan<byte> line)
    {
        var clear = Math.Max(line.LastIndexOf("\e[2J"u8), line.LastIndexOf("\ec"u8));
        if (clear >= 0)
            _cleared = (_lineOffset + clear, _lineTime);
        if (line.IndexOf("Linux version "u8) is >= 0 and var kernel)
            Add(_lineOffset, ConsoleMarkKind.Kernel, Word(line[(kernel + "Linux version ".Length)..]));
        else if (!IsKernelLine(line) && IsFirmware(line))
            FoundFirmware();
        else if (line.IndexOf(" login:"u8) >= 0)
            FoundLogin();
    }

    private void FoundFirmware()
    {
        if (_last is { Kind: ConsoleMarkKind.Firmware } last && _lineTime - last.Time < s_oneBoot)
            return;
        var begin = (Offset: _lineOffset, Time: _lineTime);
        if (_cleared is { } cleared && _lineTime - cleared.Time < s_oneScreen && _lineOffset - cleared.Offset is >= 0 and < OneScreenBytes)
            begin = cleared;
        _last = (ConsoleMarkKind.Firmware, _lineTime);
        _found.Add(new ConsoleMark(begin.Offset, begin.Time, ConsoleMarkKind.Firmware, null, 0));
    }

    private void FoundLogin()
    {
        // Every sign-out prints one; a chapter is the first after a boot.
        if (_last is { Kind: ConsoleMarkKind.Kernel or ConsoleMarkKind.Firmware })
            Add(_lineOffset, ConsoleMarkKind.Login, null);
    }

    private void Add(long offset, ConsoleMarkKind kind, string? text)
    {
        _last = (kind, _lineTime);
        _found.Add(new ConsoleMark(offset, _lineTime, kind, text, 0));
    }

    private static bool IsFirmware(ReadOnlySpan<byte> line)
    {
        foreach (var word in s_firmware)
        {
            if (line.IndexOf(word) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>The kernel tells of the firmware too: <c>[    0.000000] DMI: American Megatrends …</c>.</summary>
    private static bool IsKernelLine(ReadOnlySpan<byte> line) => line.Length > 2 && line[0] == '[' && line[1] is (byte)' ' or >= (byte)'0' and <= (byte)'9';

    private static string Word(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'!', (byte)'~');
        return Encoding.ASCII.GetString(text[..Math.Min(end < 0 ? text.Length : end, LongestVersion)]);
    }
}
