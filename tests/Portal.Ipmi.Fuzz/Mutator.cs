namespace Portal.Ipmi.Fuzz;

/// <summary>Makes inputs: random ones, and seeds that were damaged in the ways in which bytes go wrong.</summary>
internal sealed class Mutator(Dice dice)
{
    private static readonly byte[] s_interesting = [0x00, 0x01, 0x02, 0x03, 0x0F, 0x10, 0x1F, 0x20, 0x3F, 0x40, 0x7F, 0x80, 0x81, 0xBF, 0xC0, 0xC1, 0xDF, 0xE0, 0xFE, 0xFF];

    /// <summary>Writes an input into the buffer and gives its length.</summary>
    public int Make(IReadOnlyList<byte[]> seeds, Span<byte> buffer)
    {
        if (seeds.Count == 0 || dice.Below(16) == 0)
        {
            var size = dice.Below(4) == 0 ? dice.Below(buffer.Length + 1) : dice.Below(Math.Min(buffer.Length, 40) + 1);
            dice.Fill(buffer[..size]);
            return size;
        }

        var length = Copy(seeds[dice.Below(seeds.Count)], buffer);
        for (var changes = 1 << dice.Below(4); changes > 0; changes--)
            length = Change(seeds, buffer, length);
        return length;
    }

    private static int Copy(ReadOnlySpan<byte> seed, Span<byte> buffer)
    {
        var length = Math.Min(seed.Length, buffer.Length);
        seed[..length].CopyTo(buffer);
        return length;
    }

    private int Change(IReadOnlyList<byte[]> seeds, Span<byte> buffer, int length)
    {
        if (length == 0)
        {
            buffer[0] = (byte)dice.Next();
            return 1;
        }

        var at = dice.Below(length);
        switch (dice.Below(11))
        {
            case 0:
                buffer[at] ^= (byte)(1 << dice.Below(8));
                return length;
            case 1:
                buffer[at] = (byte)(dice.Next() >> 20);
                return length;
            case 2 or 3:
                buffer[at] = s_interesting[dice.Below(s_interesting.Length)];
                return length;
            case 4:
                buffer[at] += (byte)(dice.Below(33) - 16);
                return length;
            case 5:
                return at;
            case 6:
                // Take bytes out.
                var gone = 1 + dice.Below(Math.Min(8, length - at));
                buffer[(at + gone)..length].CopyTo(buffer[at..]);
                return length - gone;
            case 7:
                // Put bytes in.
                var added = Math.Min(1 + dice.Below(8), buffer.Length - length);
                buffer[at..length].CopyTo(buffer[(at + added)..]);
                dice.Fill(buffer.Slice(at, added));
                return length + added;
            case 8:
                // Put it behind itself.
                var more = Math.Min(length - at, buffer.Length - length);
                buffer.Slice(at, more).CopyTo(buffer[length..]);
                return length + more;
            case 9:
                // Another seed's end.
                var other = seeds[dice.Below(seeds.Count)];
                return at + Copy(other.AsSpan(Math.Min(at, other.Length)), buffer[at..]);
            default:
                var run = Math.Min(1 + dice.Below(16), length - at);
                buffer.Slice(at, run).Fill(s_interesting[dice.Below(s_interesting.Length)]);
                return length;
        }
    }
}
