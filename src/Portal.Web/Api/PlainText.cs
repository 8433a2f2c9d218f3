using System.Text;

namespace Portal.Web.Api;

/// <summary>
/// Turns console bytes into text that is safe to print and to search: escape sequences and control characters go, lines end in a line feed,
/// bytes that are no UTF-8 become U+FFFD. Keeps its state, so that a sequence may be cut anywhere.
/// </summary>
internal sealed class PlainText
{
    private readonly Decoder _decoder = new UTF8Encoding(false, throwOnInvalidBytes: false).GetDecoder();
    private State _state;
    private bool _afterReturn;

    private enum State
    {
        Text,

        /// <summary>Behind ESC.</summary>
        Escape,

        /// <summary>Behind ESC and an intermediate: one more character ends it.</summary>
        EscapeIntermediate,

        /// <summary>Behind CSI, up to a final character.</summary>
        Control,

        /// <summary>Inside OSC, DCS, SOS, PM or APC, up to BEL or ST.</summary>
        String,

        /// <summary>Behind ESC inside a string: a backslash ends the string.</summary>
        StringEscape,
    }

    public string Convert(ReadOnlySpan<byte> bytes) => Convert(bytes, flush: false);

    /// <summary>Ends the text here: what was cut off in the middle is told or dropped, and the next bytes begin anew.</summary>
    public string Finish()
    {
        var rest = Convert([], flush: true);
        if (_afterReturn)
            rest += "\n";
        _state = State.Text;
        _afterReturn = false;
        return rest;
    }

    private string Convert(ReadOnlySpan<byte> bytes, bool flush)
    {
        var characters = new char[_decoder.GetCharCount(bytes, flush)];
        var count = _decoder.GetChars(bytes, characters, flush);
        var text = new StringBuilder(count);
        foreach (var character in characters.AsSpan(0, count))
            Step(character, text);
        return text.ToString();
    }

    private void Step(char character, StringBuilder text)
    {
        switch (_state)
        {
            case State.Text:
                StepText(character, text);
                break;
            case State.Escape:
                _state = AfterEscape(character);
                break;
            case State.EscapeIntermediate when character is >= '\x20' and <= '\x2f':
            case State.Control when character is >= '\x20' and <= '\x3f':
                break;
            case State.EscapeIntermediate or State.Control:
                // A final character, or one that does not belong here and ends the sequence as terminals do.
                _state = character == '\x1b' ? State.Escape : State.Text;
                if (character == '\n')
                    StepText(character, text);
                break;
            case State.String:
                _state = character switch { '\x1b' => State.StringEscape, '\a' or '\x18' or '\x1a' or '\x9c' => State.Text, _ => State.String };
                break;
            case State.StringEscape:
                _state = character == '\\' ? State.Text : AfterEscape(character);
                break;
        }
    }

    private void StepText(char character, StringBuilder text)
    {
        switch (character)
        {
            case '\x1b':
                _state = State.Escape;
                break;
            case '\x9b':
                _state = State.Control;
                break;
            case '\x90' or '\x98' or '\x9d' or '\x9e' or '\x9f':
                _state = State.String;
                break;
            case '\r':
                _afterReturn = true;
                break;
            case '\n':
                _afterReturn = false;
                text.Append('\n');
                break;
            case '\t':
            case var visible when !char.IsControl(visible):
                // A return without a feed writes over the line; what was there is kept, on a line of its own.
                if (_afterReturn)
                    text.Append('\n');
                _afterReturn = false;
                text.Append(character);
                break;
        }
    }

    private static State AfterEscape(char character) => character switch
    {
        '[' => State.Control,
        ']' or 'P' or 'X' or '^' or '_' => State.String,
        '\x1b' => State.Escape,
        >= '\x20' and <= '\x2f' => State.EscapeIntermediate,
        _ => State.Text,
    };
}
