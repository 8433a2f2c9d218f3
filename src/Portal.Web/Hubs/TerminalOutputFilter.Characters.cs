using System.Globalization;
using System.Text;

namespace Portal.Web.Hubs;

/// <summary>UTF-8: control characters in disguise, marks piled up on one character, and marks that turn the direction of text.</summary>
internal sealed partial class TerminalOutputFilter
{
    private void TakeInCharacter(byte b, ref Sink sink)
    {
        if ((b & 0xC0) != 0x80)
        {
            // A broken character: the terminal drops its bytes and looks at this one afresh.
            Release(ref sink);
            Take(b, ref sink);
            return;
        }
        Hold(b);
        if (_heldCount < _charLength)
            return;
        if (IsC1(_held[0], b) || TurnsText() || (IsMark() && ++_marks > MaxMarks))
            Blank(ref sink);
        else
            Release(ref sink);
    }

    /// <summary>U+0080 to U+009F: to a terminal these are ESC sequences in one character. No host that prints UTF-8 means them.</summary>
    private bool IsC1(byte first, byte second) => _charLength == 2 && first == 0xC2 && second < 0xA0;

    /// <summary>U+202A to U+202E, U+2066 to U+2069: a browser that draws a row as text would show its letters in another order than they have.</summary>
    private bool TurnsText() => _charLength == 3 && _held[0] == 0xE2 && ((_held[1] == 0x80 && _held[2] is >= 0xAA and <= 0xAE) || (_held[1] == 0x81 && _held[2] is >= 0xA6 and <= 0xA9));

    /// <summary>Whether the character held stands on the one before it; a character of its own ends the pile.</summary>
    private bool IsMark()
    {
        if (Rune.DecodeFromUtf8(_held.AsSpan(0, _heldCount), out var rune, out _) != System.Buffers.OperationStatus.Done)
            return false;
        var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
        if (!isMark)
            _marks = 0;
        return isMark;
    }
}
