namespace Portal.BmcSim.Rmcp;

/// <summary>MD2, RFC 1319. Its table is not copied but made, as its authors made it: a shuffle of 0 to 255 that takes its chance from the digits of pi.</summary>
internal static class Md2
{
    private static readonly byte[] s_table = MakeTable();

    public static byte[] Hash(byte[] message)
    {
        var padding = 16 - (message.Length % 16);
        byte[] padded = [.. message, .. Enumerable.Repeat((byte)padding, padding)];
        byte[] whole = [.. padded, .. Checksum(padded)];
        var x = new byte[48];
        for (var at = 0; at < whole.Length; at += 16)
        {
            for (var j = 0; j < 16; j++)
            {
                x[16 + j] = whole[at + j];
                x[32 + j] = (byte)(x[16 + j] ^ x[j]);
            }
            var t = 0;
            for (var j = 0; j < 18; j++)
            {
                for (var k = 0; k < 48; k++)
                    t = x[k] ^= s_table[t];
                t = (t + j) % 256;
            }
        }
        return x[..16];
    }

    private static byte[] Checksum(byte[] padded)
    {
        var c = new byte[16];
        byte last = 0;
        for (var i = 0; i < padded.Length; i++)
            last = c[i % 16] ^= s_table[padded[i] ^ last];
        return c;
    }

    private static byte[] MakeTable()
    {
        var table = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        using var digits = DigitsOfPi().GetEnumerator();
        for (var n = 2; n <= 256; n++)
        {
            var j = Draw(n);
            (table[j], table[n - 1]) = (table[n - 1], table[j]);
        }
        return table;

        int Draw(int n)
        {
            while (true)
            {
                var (x, range) = (Digit(), 10);
                for (; range < n; range *= 10)
                    x = (x * 10) + Digit();
                if (x < n * (range / n))
                    return x % n;
            }
        }

        int Digit()
        {
            digits.MoveNext();
            return digits.Current;
        }
    }

    /// <summary>3, 1, 4, 1, 5 … as Rabinowitz and Wagon's spigot drips them: enough for the table, which takes 722.</summary>
    private static List<int> DigitsOfPi()
    {
        const int count = 730;
        const int width = (count * 10 / 3) + 1;
        var mixed = new int[width];
        Array.Fill(mixed, 2);
        var digits = new List<int>(count + 1);
        var held = 0;
        var nines = 0;
        for (var n = 0; n <= count; n++)
        {
            var carry = 0;
            for (var i = width - 1; i > 0; i--)
            {
                var x = (10 * mixed[i]) + (carry * (i + 1));
                mixed[i] = x % ((2 * i) + 1);
                carry = x / ((2 * i) + 1);
            }
            var first = (10 * mixed[0]) + carry;
            mixed[0] = first % 10;
            var digit = first / 10;
            if (digit == 9)
            {
                nines++;
                continue;
            }
            // A digit is certain only when the next one does not overflow into it.
            digits.Add(held + (digit / 10));
            digits.AddRange(Enumerable.Repeat(digit == 10 ? 0 : 9, nines));
            nines = 0;
            held = digit % 10;
        }
        digits.RemoveAt(0);
        return digits;
    }
}
