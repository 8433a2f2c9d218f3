namespace Portal.Web.Hubs;

/// <summary>Escape and control sequences (ECMA-48 §5.4): a terminal executes C0 controls inside them and goes on.</summary>
internal sealed partial class TerminalOutputFilter
{
    private void TakeInSequence(byte b, ref Sink sink)
    {
        switch (b)
        {
            case Escape:
                // A new sequence; the terminal forgets the old one.
                Blank(ref sink, State.EscapeSequence);
                Hold(b);
                return;
            case Cancel or Substitute:
                Blank(ref sink);
                sink.Write(b);
                return;
            case >= 0x80:
                // Nothing legal: whatever a terminal makes of it, it does not get the sequence.
                Blank(ref sink);
                Take(b, ref sink);
                return;
            case < 0x20 or Delete:
                HoldInSequence(b == Enquiry ? (byte)0 : b, ref sink);
                return;
        }
        if (_state == State.EscapeSequence)
            TakeAfterEscape(b, ref sink);
        else if (b < 0x40)
            HoldInSequence(b, ref sink);
        else
            EndControlSequence(b, ref sink);
    }

    private void TakeAfterEscape(byte b, ref Sink sink)
    {
        var first = !HoldsIntermediate();
        HoldInSequence(b, ref sink);
        if (_state != State.EscapeSequence || b < 0x30)
            return;
        if (first && b == '[')
        {
            _state = State.ControlSequence;
        }
        else if (first && b is (byte)']' or (byte)'P' or (byte)'X' or (byte)'^' or (byte)'_')
        {
            _state = State.String;
            _isOsc = b == ']';
        }
        else if (IsHarmlessEscape(_held.AsSpan(0, _heldCount)))
        {
            Release(ref sink);
        }
        else
        {
            Blank(ref sink);
        }
    }

    private bool HoldsIntermediate() => _held.AsSpan(1, _heldCount - 1).ContainsAnyInRange((byte)0x20, (byte)0x2F);

    private void HoldInSequence(byte b, ref Sink sink)
    {
        Hold(b);
        if (_heldCount >= MaxSequence)
            Blank(ref sink, _state == State.ControlSequence ? State.SkipControlSequence : State.Ground);
    }

    private void EndControlSequence(byte final, ref Sink sink)
    {
        var isHarmless = IsHarmlessControl(_held.AsSpan(0, _heldCount), final);
        if (isHarmless)
            ClampParameters(final);
        Hold(final);
        if (isHarmless)
            Release(ref sink);
        else
            Blank(ref sink);
    }

    /// <summary>Numbers that are too large become the largest that may be; modes that may not be set become 0, which is none.</summary>
    private void ClampParameters(byte final)
    {
        var body = _held.AsSpan(0, _heldCount);
        var limit = LimitOf(final, body);
        var setsModes = final is (byte)'h' or (byte)'l';
        var isPrivate = body.Contains((byte)'?');
        Span<int> digits = stackalloc int[body.Length];
        var count = 0;
        var value = 0;
        for (var i = 2; i <= body.Length; i++)
        {
            var b = i < body.Length ? body[i] : (byte)';';
            if (b is >= (byte)'0' and <= (byte)'9')
            {
                digits[count++] = i;
                value = Math.Min((value * 10) + (b - '0'), MaxParameter + 1);
            }
            else if (b >= 0x20 && b != Delete) // C0 controls and DEL inside a number do not end it.
            {
                if (setsModes && !IsHarmlessMode(isPrivate, value))
                    WriteNumber(body, digits[..count], 0);
                else if (value > limit)
                    WriteNumber(body, digits[..count], limit);
                count = 0;
                value = 0;
            }
        }
    }

    /// <summary>Writes a number into the places of a longer or larger one, with zeros in front.</summary>
    private static void WriteNumber(Span<byte> body, ReadOnlySpan<int> places, int number)
    {
        for (var i = places.Length - 1; i >= 0; i--)
        {
            body[places[i]] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }

    /// <summary>How large a number may be; small where the terminal works once per unit.</summary>
    private static int LimitOf(byte final, ReadOnlySpan<byte> body)
    {
        var intermediates = body[2..].IndexOfAnyInRange((byte)0x20, (byte)0x2F);
        var intermediate = intermediates < 0 ? '\0' : (char)body[2..][intermediates];
        return (intermediate, (char)final) switch
        {
            ('\0', '@' or 'P' or 'X' or 'I' or 'Z' or 'b') => MaxColumns,
            (' ', '@' or 'A') or ('\'', '}' or '~') => MaxColumns,
            ('\0', 'L' or 'M' or 'S' or 'T' or '^') => MaxLines,
            _ => MaxParameter,
        };
    }
}
