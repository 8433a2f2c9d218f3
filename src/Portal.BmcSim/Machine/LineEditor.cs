using System.Text;

namespace Portal.BmcSim.Machine;

/// <summary>Turns keys into lines, with echo, the usual control keys and a history.</summary>
internal sealed class LineEditor
{
    private const int MaxLine = 1024;
    private const int MaxHistory = 50;
    private readonly List<byte> _line = [];
    private readonly List<string> _history = [];
    private int _historyAt;
    private EscapeState _escape;
    private bool _afterReturn;

    private enum EscapeState
    {
        None,
        Escape,
        Sequence,
    }

    /// <summary>Nothing has been typed on this line yet.</summary>
    public bool IsEmpty => _line.Count == 0;

    public bool Echo { get; set; } = true;

    public IReadOnlyList<string> History => _history;

    /// <summary>Takes one key; what the terminal shows of it is appended to <paramref name="screen"/>.</summary>
    public LineEvent Feed(byte key, ScreenWriter screen)
    {
        var afterReturn = _afterReturn;
        _afterReturn = false;
        if (_escape != EscapeState.None)
            return FeedEscape(key, screen);
        switch (key)
        {
            case 0x0A when afterReturn:
                return LineEvent.None;
            case 0x0D or 0x0A:
                _afterReturn = key == 0x0D;
                screen.Text("\n");
                return LineEvent.Line;
            case 0x08 or 0x7F:
                EraseOne(screen);
                return LineEvent.None;
            case 0x03:
                _line.Clear();
                screen.Text("^C\n");
                return LineEvent.Interrupt;
            case 0x04:
                return _line.Count == 0 ? LineEvent.EndOfInput : LineEvent.None;
            case 0x0C:
                return LineEvent.Redraw;
            case 0x15:
                EraseAll(screen);
                return LineEvent.None;
            case 0x17:
                EraseWord(screen);
                return LineEvent.None;
            case 0x1B:
                _escape = EscapeState.Escape;
                return LineEvent.None;
            case < 0x20:
                return LineEvent.None;
        }
        if (_line.Count >= MaxLine)
        {
            screen.Text("\a");
            return LineEvent.None;
        }
        _line.Add(key);
        if (Echo)
            screen.Byte(key);
        return LineEvent.None;
    }

    /// <summary>Ends the line and returns it.</summary>
    public string Take(bool remember)
    {
        var text = Encoding.UTF8.GetString([.. _line]);
        _line.Clear();
        if (remember && !string.IsNullOrWhiteSpace(text) && (_history.Count == 0 || _history[^1] != text))
        {
            if (_history.Count == MaxHistory)
                _history.RemoveAt(0);
            _history.Add(text);
        }
        _historyAt = _history.Count;
        return text;
    }

    public void Show(ScreenWriter screen)
    {
        foreach (var value in _line)
            screen.Byte(value);
    }

    public void Forget()
    {
        _line.Clear();
        _history.Clear();
        _historyAt = 0;
        _escape = EscapeState.None;
        Echo = true;
    }

    private LineEvent FeedEscape(byte key, ScreenWriter screen)
    {
        if (_escape == EscapeState.Escape)
        {
            _escape = key is (byte)'[' or (byte)'O' ? EscapeState.Sequence : EscapeState.None;
            return LineEvent.None;
        }
        if (key is < 0x40 or > 0x7E)
            return LineEvent.None;
        _escape = EscapeState.None;
        if (key is (byte)'A' or (byte)'B' && Echo)
            Recall(key == 'A' ? -1 : 1, screen);
        return LineEvent.None;
    }

    private void Recall(int step, ScreenWriter screen)
    {
        var at = _historyAt + step;
        if (at < 0 || at > _history.Count)
            return;
        EraseAll(screen);
        _historyAt = at;
        if (at == _history.Count)
            return;
        _line.AddRange(Encoding.UTF8.GetBytes(_history[at]));
        Show(screen);
    }

    private void EraseOne(ScreenWriter screen)
    {
        if (_line.Count == 0)
            return;
        // The bytes of one UTF-8 character stand in one cell.
        while (_line.Count > 1 && (_line[^1] & 0xC0) == 0x80)
            _line.RemoveAt(_line.Count - 1);
        _line.RemoveAt(_line.Count - 1);
        if (Echo)
            screen.Text("\b \b");
    }

    private void EraseAll(ScreenWriter screen)
    {
        while (_line.Count > 0)
            EraseOne(screen);
    }

    private void EraseWord(ScreenWriter screen)
    {
        while (_line.Count > 0 && _line[^1] == ' ')
            EraseOne(screen);
        while (_line.Count > 0 && _line[^1] != ' ')
            EraseOne(screen);
    }
}
