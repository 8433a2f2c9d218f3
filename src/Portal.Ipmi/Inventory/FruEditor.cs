using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Inventory;

/// <summary>Changes a field of a FRU image, FRU Information Storage Definition §7 and §13. Pure: bytes in, bytes out.</summary>
public static class FruEditor
{
    private const int MaxAreaLength = byte.MaxValue * 8;

    /// <summary>
    /// The image with a field set to a text. An area that becomes too long takes the free space behind it, or moves those that
    /// follow; the internal use area is never moved (§7).
    /// </summary>
    /// <exception cref="ArgumentException">The text does not fit a field, or the image has no such area or field.</exception>
    /// <exception cref="InvalidOperationException">The device has no room for it.</exception>
    /// <exception cref="IpmiFormatException">The image is no FRU inventory.</exception>
    public static byte[] SetField(ReadOnlySpan<byte> image, FruFieldId field, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var standardFields = FruFieldId.StandardFields(field.Area);
        if (image.Length < FruInventory.HeaderLength || (image[0] & 0x0F) != 1)
            throw new IpmiFormatException($"Expected a FRU image of format version 1, but {image.Length} bytes of something else came.");
        var layout = FruLayout.Read(image);
        var offset = layout[field.Area];
        var oldLength = offset == 0 || offset + 2 > image.Length ? 0 : image[offset + 1] * 8;
        if (oldLength == 0 || offset + oldLength > image.Length)
            throw new ArgumentException($"The device has no {field.Area} area that could be changed.", nameof(field));

        var old = image.Slice(offset, oldLength);
        var fixedBytes = field.Area == FruArea.Board ? 6 : 3;
        var fields = ReadFields(old[fixedBytes..^1], standardFields);
        if (field.Index < 0 || field.Index > fields.Count)
            throw new ArgumentException($"The {field.Area} area has {fields.Count} fields.", nameof(field));
        var english = field.IsAlwaysEnglish || field.Area == FruArea.Chassis || FruText.IsEnglish(old[2]);
        var encoded = Encode(text, english);
        if (field.Index == fields.Count)
            fields.Add(encoded);
        else
            fields[field.Index] = encoded;

        var area = Build(old[..fixedBytes], fields, oldLength);
        return Place(image, layout, offset, oldLength, area);
    }

    private static List<byte[]> ReadFields(ReadOnlySpan<byte> bytes, int standardFields)
    {
        var fields = new List<byte[]>();
        while (!bytes.IsEmpty && bytes[0] != FruText.EndOfFields && bytes.ContainsAnyExcept((byte)0xFF, (byte)0xFE) && bytes.ContainsAnyExcept((byte)0x00))
        {
            var length = 1 + (bytes[0] & 0x3F);
            if (length > bytes.Length)
                break;
            fields.Add(bytes[..length].ToArray());
            bytes = bytes[length..];
        }

        while (fields.Count < standardFields)
            fields.Add([0xC0]);
        return fields;
    }

    private static byte[] Encode(string text, bool english)
    {
        // C1h is the end of fields: a single character takes a blank with it.
        if (text.Length == 1)
            text += ' ';
        var bytes = english ? BmcText.ToLatin1(text) : FruText.ToUnicode(text);
        if (bytes is null)
            throw new ArgumentException("The field holds Latin-1 only, and the text has other characters.", nameof(text));
        if (bytes.Length > FruText.MaxFieldBytes)
            throw new ArgumentException($"A field holds {FruText.MaxFieldBytes} bytes, and the text has {bytes.Length}.", nameof(text));
        return [(byte)(0xC0 | bytes.Length), .. bytes];
    }

    private static byte[] Build(ReadOnlySpan<byte> head, List<byte[]> fields, int oldLength)
    {
        var used = head.Length + 2;
        foreach (var field in fields)
            used += field.Length;
        // An area keeps its length while its fields fit.
        var length = Math.Max(oldLength, (used + 7) / 8 * 8);
        if (length > MaxAreaLength)
            throw new InvalidOperationException($"An area holds {MaxAreaLength} bytes, and this one would have {length}.");
        var area = new byte[length];
        head.CopyTo(area);
        area[1] = (byte)(length / 8);
        var position = head.Length;
        foreach (var field in fields)
        {
            field.CopyTo(area.AsSpan(position));
            position += field.Length;
        }

        area[position] = FruText.EndOfFields;
        area[^1] = Checksum.Of(area);
        return area;
    }

    private static byte[] Place(ReadOnlySpan<byte> image, FruLayout layout, int offset, int oldLength, byte[] area)
    {
        var result = image.ToArray();
        var next = layout.NextAfter(offset, image.Length);
        var end = offset + area.Length;
        if (area.Length > oldLength && end > next)
            Move(result, image, layout, next, end - next);
        else if (end > image.Length)
            ThrowNoRoom(end, image.Length);
        area.CopyTo(result.AsSpan(offset));
        return result;
    }

    /// <summary>Moves every area from <paramref name="from"/> on, and writes where they are into the header.</summary>
    private static void Move(byte[] result, ReadOnlySpan<byte> image, FruLayout layout, int from, int by)
    {
        if (from == image.Length)
            ThrowNoRoom(from + by, image.Length);
        var used = from;
        for (var area = FruArea.InternalUse; area <= FruArea.MultiRecord; area++)
        {
            var offset = layout[area];
            if (offset < from)
                continue;
            if (area == FruArea.InternalUse)
                throw new InvalidOperationException("The text needs room that the internal use area takes, and that area must not be moved.");
            if (offset < image.Length)
                used = Math.Max(used, EndOf(image, area, offset));
        }

        if (used + by > image.Length)
            ThrowNoRoom(used + by, image.Length);
        image[from..used].CopyTo(result.AsSpan(from + by));
        for (var area = FruArea.Chassis; area <= FruArea.MultiRecord; area++)
        {
            if (layout[area] >= from)
                result[(int)area] = (byte)((layout[area] + by) / 8);
        }

        result[7] = 0;
        result[7] = Checksum.Of(result.AsSpan(0, FruInventory.HeaderLength));
    }

    private static int EndOf(ReadOnlySpan<byte> image, FruArea area, int offset)
    {
        if (area != FruArea.MultiRecord)
            return Math.Min(image.Length, offset + (offset + 1 < image.Length ? image[offset + 1] * 8 : 0));
        var last = false;
        while (!last && offset + FruParser.RecordHeaderLength <= image.Length && !FruLayout.IsBlank(image.Slice(offset, FruParser.RecordHeaderLength)))
        {
            last = (image[offset + 1] & 0x80) != 0;
            offset += FruParser.RecordHeaderLength + image[offset + 2];
        }

        return Math.Min(image.Length, offset);
    }

    private static void ThrowNoRoom(int needed, int length) =>
        throw new InvalidOperationException($"The device has {length} bytes, and the text would need {needed}.");
}
