using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Fleet.Consoles.Doctor;

/// <summary>Reads recorded output for hints at the host's side of the line. Bounded whatever a host prints.</summary>
internal sealed partial class HostTextScanner
{
    private const int LongestLine = 2048;
    private const byte Escape = 0x1B;

    private readonly byte[] _line = new byte[LongestLine];
    private int _length;
    private bool _kernel;
    private bool _login;
    private string? _port;
    private int? _bitRate;

    /// <summary>Takes the next bytes of the record.</summary>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        foreach (var octet in bytes)
        {
            if (octet is (byte)'\n' or (byte)'\r')
                EndLine();
            else if (_length < LongestLine)
                _line[_length++] = octet;
        }
    }

    /// <summary>What was found, with the newest bytes once more to tell text from noise.</summary>
    public HostText End(ReadOnlySpan<byte> newest)
    {
        // A prompt has no end of line.
        EndLine(isPrompt: true);
        return new HostText { Kernel = _kernel, Login = _login, Port = _port, BitRate = _bitRate, GarbledPercent = TextNoise.PercentOf(newest) };
    }

    private void EndLine(bool isPrompt = false)
    {
        if (_length == 0)
            return;
        var line = Visible(_line.AsSpan(0, _length));
        _length = 0;
        if (line.Contains("Linux version ", StringComparison.Ordinal))
            (_kernel, _login, _port, _bitRate) = (true, false, null, null);
        TakeConsoles(line);
        if (KernelLine.IsMatch(line))
            _kernel = true;
        else if (line.Contains("login:", StringComparison.Ordinal) || (isPrompt && Prompt.IsMatch(line)))
            _login = true;
    }

    /// <summary>The kernel's messages go to all of them; the last one is what login and shell get.</summary>
    private void TakeConsoles(string line)
    {
        foreach (Match console in Console.Matches(line))
        {
            _port = console.Groups[1].Value;
            _bitRate = int.TryParse(console.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var rate) ? rate : null;
        }
    }

    /// <summary>The printable ASCII of a line, without escape sequences.</summary>
    private static string Visible(ReadOnlySpan<byte> line)
    {
        var text = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == Escape)
                i = EndOfSequence(line, i);
            else if (line[i] is >= 0x20 and < 0x7F)
                text.Append((char)line[i]);
        }

        return text.ToString();
    }

    private static int EndOfSequence(ReadOnlySpan<byte> line, int at)
    {
        if (at + 1 >= line.Length || line[at + 1] != (byte)'[')
            return at + 1;
        for (at += 2; at < line.Length && line[at] is < 0x40 or > 0x7E; at++)
        {
        }

        return at;
    }

    [GeneratedRegex(@"console=(tty(?:S|AMA|USB|PS|mxc|LP|SAC|MSM|GS)\d{1,3}|hvc\d{1,3})(?:,(\d{3,7}))?", RegexOptions.NonBacktracking)]
    private static partial Regex Console { get; }

    [GeneratedRegex(@"^\[ {0,10}\d{1,8}\.\d{6}\]", RegexOptions.NonBacktracking)]
    private static partial Regex KernelLine { get; }

    [GeneratedRegex(@"[#$>%] ?$", RegexOptions.NonBacktracking)]
    private static partial Regex Prompt { get; }
}
