namespace Portal.Web.Hubs;

/// <summary>OSC, DCS, APC, PM and SOS: text for the terminal itself. Links go through; nothing else of it is of use on a console, and much of it is dangerous.</summary>
internal sealed partial class TerminalOutputFilter
{
    private void TakeInString(byte b, ref Sink sink)
    {
        switch (b)
        {
            case Escape:
                Hold(b);
                _state = State.StringEscape;
                break;
            case Bell when _isOsc:
                Hold(b);
                EndString(ref sink);
                return;
            case Cancel or Substitute:
                Blank(ref sink);
                sink.Write(b);
                return;
            default:
                Hold(b);
                if (_heldCount == MaxString)
                    Blank(ref sink, State.SkipString);
                break;
        }
    }

    private void TakeInStringEscape(byte b, ref Sink sink)
    {
        if (b == '\\')
        {
            Hold(b);
            EndString(ref sink);
            return;
        }
        // Another sequence begins before the string has ended: the string goes, the sequence is looked at.
        sink.Fill(_heldCount - 1);
        BeginSequence(b, ref sink);
    }

    private void TakeInSkipped(byte b, ref Sink sink)
    {
        if (_state == State.SkipStringEscape)
        {
            if (b == '\\')
            {
                Hold(b);
                Blank(ref sink);
            }
            else
            {
                BeginSequence(b, ref sink);
            }
            return;
        }
        var skipsString = _state == State.SkipString;
        if (b is Cancel or Substitute)
        {
            _state = State.Ground;
            sink.Write(b);
        }
        else if (b == Escape)
        {
            Hold(b);
            _state = skipsString ? State.SkipStringEscape : State.EscapeSequence;
        }
        else if (skipsString)
        {
            sink.Fill(1);
            if (b == Bell && _isOsc)
                _state = State.Ground;
        }
        else if (b >= 0x80)
        {
            _state = State.Ground;
            Take(b, ref sink);
        }
        else
        {
            sink.Fill(1);
            if (b is >= 0x40 and not Delete)
                _state = State.Ground;
        }
    }

    /// <summary>Starts over with the ESC that was seen last, and the byte behind it.</summary>
    private void BeginSequence(byte b, ref Sink sink)
    {
        _heldCount = 0;
        Hold(Escape);
        _state = State.EscapeSequence;
        Take(b, ref sink);
    }

    private void EndString(ref Sink sink)
    {
        if (_isOsc && IsHarmlessCommand(_held.AsSpan(0, _heldCount)))
            Release(ref sink);
        else
            Blank(ref sink);
    }
}
