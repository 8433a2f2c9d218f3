using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Portal.Fleet.Sensors.History;

/// <summary>
/// A block as bytes. Values of sensors hardly change: each is XORed with the one before, the bytes of a plane stand together by their weight, and Brotli takes
/// what is left. Minimum and maximum are left out where they are the mean.
/// </summary>
internal static class HistoryCodec
{
    /*  1   version
        4   size of the rest, unpacked
        N   Brotli of:
            2   series
            for each: 1+N key, 1+N name, 1+N unit (UTF-8), 1 flags: [0] minimum and maximum follow
            for each series, for each of its one or three planes: points × 4 bytes, most significant bytes first of all points, then the next  */
    private const byte Version = 1;
    private const int HeaderBytes = 5;
    private const int Quality = 5;
    private const int Window = 18;
    private const int MaxText = 96;
    private const int MaxUnpacked = HistoryTiers.MaxSeries * ((3 * (1 + MaxText)) + 1 + (3 * 4 * 400)) + 2;

    public static byte[] Write(HistoryBlock block)
    {
        var raw = new ArrayBufferWriter<byte>(4096);
        BinaryPrimitives.WriteUInt16LittleEndian(raw.GetSpan(2), (ushort)block.Series.Count);
        raw.Advance(2);
        for (var i = 0; i < block.Series.Count; i++)
        {
            WriteText(raw, block.Series[i].Key);
            WriteText(raw, block.Series[i].Name);
            WriteText(raw, block.Series[i].Unit);
            raw.GetSpan(1)[0] = HasSpread(block.Values[i]) ? (byte)1 : (byte)0;
            raw.Advance(1);
        }

        foreach (var points in block.Values)
        {
            WritePlane(raw, points, static point => point.Average);
            if (!HasSpread(points))
                continue;
            WritePlane(raw, points, static point => point.Minimum);
            WritePlane(raw, points, static point => point.Maximum);
        }

        var packed = new byte[HeaderBytes + BrotliEncoder.GetMaxCompressedLength(raw.WrittenCount)];
        packed[0] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(1), raw.WrittenCount);
        return BrotliEncoder.TryCompress(raw.WrittenSpan, packed.AsSpan(HeaderBytes), out var written, Quality, Window)
            ? packed[..(HeaderBytes + written)]
            : throw new InvalidOperationException("The block could not be packed.");
    }

    /// <summary>Reads a block; null when the bytes are not one.</summary>
    public static HistoryBlock? Read(HistoryTier tier, DateTimeOffset start, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || bytes[0] != Version)
            return null;
        var size = BinaryPrimitives.ReadInt32LittleEndian(bytes[1..]);
        if (size is < 2 or > MaxUnpacked)
            return null;
        var rented = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            return BrotliDecoder.TryDecompress(bytes[HeaderBytes..], rented.AsSpan(0, size), out var read) && read == size ? Unpack(tier, start, rented.AsSpan(0, size)) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static HistoryBlock? Unpack(HistoryTier tier, DateTimeOffset start, ReadOnlySpan<byte> raw)
    {
        var block = new HistoryBlock(tier, start);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(raw);
        raw = raw[2..];
        if (count > HistoryTiers.MaxSeries)
            return null;
        var series = new (HistorySeries Series, bool HasSpread)[count];
        for (var i = 0; i < count; i++)
        {
            if (ReadText(ref raw) is not { } key || ReadText(ref raw) is not { } name || ReadText(ref raw) is not { } unit || raw.IsEmpty)
                return null;
            series[i] = (new HistorySeries(key, name, unit), (raw[0] & 1) != 0);
            raw = raw[1..];
        }

        Span<float> average = stackalloc float[block.Points];
        Span<float> minimum = stackalloc float[block.Points];
        Span<float> maximum = stackalloc float[block.Points];
        foreach (var (one, hasSpread) in series)
        {
            if (!ReadPlane(ref raw, average) || (hasSpread && (!ReadPlane(ref raw, minimum) || !ReadPlane(ref raw, maximum))))
                return null;
            for (var i = 0; i < block.Points; i++)
                block.Set(one, i, hasSpread ? new HistoryPoint(average[i], minimum[i], maximum[i]) : new HistoryPoint(average[i], average[i], average[i]));
        }

        return block;
    }

    private static bool HasSpread(HistoryPoint[] points)
    {
        foreach (var point in points)
        {
            if (!point.IsNone && (point.Minimum != point.Average || point.Maximum != point.Average))
                return true;
        }

        return false;
    }

    private static void WriteText(ArrayBufferWriter<byte> raw, string text)
    {
        var span = raw.GetSpan(1 + MaxText);
        if (!Encoding.UTF8.TryGetBytes(text, span.Slice(1, MaxText), out var written))
            written = Encoding.UTF8.GetBytes(text.AsSpan(0, MaxText / 3), span[1..]);
        span[0] = (byte)written;
        raw.Advance(1 + written);
    }

    private static string? ReadText(ref ReadOnlySpan<byte> raw)
    {
        if (raw.IsEmpty || raw.Length < 1 + raw[0])
            return null;
        var text = Encoding.UTF8.GetString(raw.Slice(1, raw[0]));
        raw = raw[(1 + raw[0])..];
        return text;
    }

    private static void WritePlane(ArrayBufferWriter<byte> raw, HistoryPoint[] points, Func<HistoryPoint, float> of)
    {
        var span = raw.GetSpan(points.Length * 4)[..(points.Length * 4)];
        var before = 0u;
        for (var i = 0; i < points.Length; i++)
        {
            // What is missing repeats a pattern of its own, which is NaN: no number comes out as that.
            var bits = points[i].IsNone ? 0x7FC00000u : BitConverter.SingleToUInt32Bits(of(points[i]));
            var delta = bits ^ before;
            before = bits;
            for (var plane = 0; plane < 4; plane++)
                span[(plane * points.Length) + i] = (byte)(delta >> (24 - (8 * plane)));
        }

        raw.Advance(span.Length);
    }

    private static bool ReadPlane(ref ReadOnlySpan<byte> raw, scoped Span<float> values)
    {
        if (raw.Length < values.Length * 4)
            return false;
        var before = 0u;
        for (var i = 0; i < values.Length; i++)
        {
            var delta = 0u;
            for (var plane = 0; plane < 4; plane++)
                delta = (delta << 8) | raw[(plane * values.Length) + i];
            before ^= delta;
            values[i] = BitConverter.UInt32BitsToSingle(before);
        }

        raw = raw[(values.Length * 4)..];
        return true;
    }
}
