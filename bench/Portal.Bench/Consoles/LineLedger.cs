using System.Globalization;

namespace Portal.Bench.Consoles;

/// <summary>Takes what one reader got of one console, keeps none of it, and tells what is missing, doubled, out of order or damaged.</summary>
internal sealed class LineLedger(int console)
{
    private readonly byte[] _line = new byte[NumberedLine.Length];
    private readonly byte[] _expected = new byte[NumberedLine.Length];
    private int _length;
    private long _next;

    public long Bytes { get; private set; }

    public uint Sum { get; private set; }

    public long Keys { get; private set; }

    /// <summary>Lines that never came.</summary>
    public long Lost { get; private set; }

    /// <summary>Lines that came again, or after a later one.</summary>
    public long Again { get; private set; }

    /// <summary>Lines that are not as they were printed.</summary>
    public long Damaged { get; private set; }

    public bool IsClean => Lost == 0 && Again == 0 && Damaged == 0;

    public void Take(ReadOnlySpan<byte> bytes)
    {
        Bytes += bytes.Length;
        Sum = Checksum.Add(Sum, bytes);
        while (!bytes.IsEmpty)
        {
            var key = bytes.IndexOfAnyInRange(NumberedLine.FirstKey, NumberedLine.LastKey);
            TakeText(key < 0 ? bytes : bytes[..key]);
            if (key < 0)
                return;
            Keys++;
            bytes = bytes[(key + 1)..];
        }
    }

    private void TakeText(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var part = end < 0 ? text : text[..(end + 1)];
            var fits = Math.Min(part.Length, _line.Length - Math.Min(_length, _line.Length));
            part[..fits].CopyTo(_line.AsSpan(Math.Min(_length, _line.Length)));
            _length += part.Length;
            text = text[part.Length..];
            if (end < 0)
                return;
            Judge();
            _length = 0;
        }
    }

    private void Judge()
    {
        if (_length != NumberedLine.Length || !long.TryParse(_line.AsSpan(5, 10), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            Damaged++;
            return;
        }

        NumberedLine.Write(_expected, console, number);
        if (!_line.AsSpan().SequenceEqual(_expected))
            Damaged++;
        if (number < _next)
        {
            Again++;
            return;
        }

        Lost += number - _next;
        _next = number + 1;
    }
}
