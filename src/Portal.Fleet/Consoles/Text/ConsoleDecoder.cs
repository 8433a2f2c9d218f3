using System.Text;

namespace Portal.Fleet.Consoles.Text;

/// <summary>
/// Turns the bytes of a console into characters; how they are split makes no difference. Never more characters than bytes. The browser has
/// the same rules in <c>charset.ts</c>.
/// <para>
/// <see cref="ConsoleCharset.Auto"/>: what cannot be UTF-8 is code page 437. Box drawing of that page can look like UTF-8 of two bytes
/// (<c>C4 BF</c> is <c>─┐</c> or <c>Ŀ</c>): such a pair is what the bytes before it were. UTF-8 of three or four bytes, or three pairs with nothing
/// impossible between them, lead back to UTF-8.
/// </para>
/// Not thread safe.
/// </summary>
public sealed class ConsoleDecoder(ConsoleCharset charset = ConsoleCharset.Auto)
{
    private const int PairsForUtf8 = 3;

    private readonly byte[] _held = new byte[4];
    private int _heldCount;
    private int _length;
    private bool _leansToPage;
    private int _pairs;

    /// <summary>Whether it holds the beginning of a character.</summary>
    public bool IsInside => _heldCount > 0;

    /// <summary>Room that <see cref="Decode"/> may need.</summary>
    public static int MaxChars(int byteCount) => byteCount + 4;

    /// <summary>Decodes the next bytes. Returns how many characters were written.</summary>
    public int Decode(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        var count = 0;
        foreach (var b in bytes)
            Take(b, chars, ref count);
        return count;
    }

    /// <summary>Gives out what is held: no byte follows that belongs to it. At most three characters.</summary>
    public int Flush(Span<char> chars)
    {
        var count = 0;
        Break(chars, ref count);
        return count;
    }

    /// <summary>Forgets everything: the bytes that follow do not continue those before.</summary>
    public void Reset()
    {
        _heldCount = 0;
        _leansToPage = false;
        _pairs = 0;
    }

    private void Take(byte b, Span<char> chars, ref int count)
    {
        if (_heldCount > 0)
        {
            if (Continues(b))
            {
                _held[_heldCount++] = b;
                if (_heldCount == _length)
                    Complete(chars, ref count);
                return;
            }
            Break(chars, ref count);
        }
        if (b < 0x80)
        {
            chars[count++] = (char)b;
        }
        else if (charset == ConsoleCharset.Cp437)
        {
            chars[count++] = SingleByteSets.Cp437[b - 0x80];
        }
        else if (charset == ConsoleCharset.Latin1)
        {
            chars[count++] = b < 0xA0 ? SingleByteSets.Windows1252[b - 0x80] : (char)b;
        }
        else if (b is >= 0xC2 and <= 0xF4)
        {
            _length = b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
            _held[0] = b;
            _heldCount = 1;
        }
        else
        {
            Impossible(b, chars, ref count);
        }
    }

    /// <summary>RFC 3629 §4: the second byte has a smaller range behind some first ones.</summary>
    private bool Continues(byte b) => (b & 0xC0) == 0x80 && (_heldCount > 1 || _held[0] switch
    {
        0xE0 => b >= 0xA0,
        0xED => b < 0xA0,
        0xF0 => b >= 0x90,
        0xF4 => b < 0x90,
        _ => true,
    });

    private void Complete(Span<char> chars, ref int count)
    {
        if (_length > 2)
            (_leansToPage, _pairs) = (false, 0);
        else if (_leansToPage && ++_pairs >= PairsForUtf8)
            (_leansToPage, _pairs) = (false, 0);
        if (_leansToPage)
        {
            chars[count++] = SingleByteSets.Cp437[_held[0] - 0x80];
            chars[count++] = SingleByteSets.Cp437[_held[1] - 0x80];
        }
        else
        {
            Rune.DecodeFromUtf8(_held.AsSpan(0, _length), out var rune, out _);
            count += rune.EncodeToUtf16(chars[count..]);
        }
        _heldCount = 0;
    }

    private void Break(Span<char> chars, ref int count)
    {
        var held = _heldCount;
        _heldCount = 0;
        for (var i = 0; i < held; i++)
            Impossible(_held[i], chars, ref count);
    }

    private void Impossible(byte b, Span<char> chars, ref int count)
    {
        if (charset == ConsoleCharset.Utf8)
        {
            chars[count++] = '\uFFFD';
            return;
        }
        (_leansToPage, _pairs) = (true, 0);
        chars[count++] = SingleByteSets.Cp437[b - 0x80];
    }
}
