namespace Portal.Ipmi.Inventory;

/// <summary>The bytes of a FRU device as far as they are known.</summary>
internal sealed class FruImage
{
    private readonly bool[] _known;

    public FruImage(byte deviceId, int length, bool byWords)
    {
        DeviceId = deviceId;
        ByWords = byWords;
        Bytes = new byte[length];
        End = length;
        _known = new bool[length];
    }

    public byte DeviceId { get; }

    public bool ByWords { get; }

    public byte[] Bytes { get; }

    /// <summary>Where the bytes end that the device gives; less than its size when that is stated too large.</summary>
    public int End { get; private set; }

    public ReadOnlySpan<byte> Content => Bytes.AsSpan(0, End);

    /// <summary>The first offset from <paramref name="offset"/> on that is not known; <paramref name="end"/> when all are.</summary>
    public int FirstUnknown(int offset, int end)
    {
        if (offset >= end)
            return end;
        var index = _known.AsSpan(offset..end).IndexOf(false);
        return index < 0 ? end : offset + index;
    }

    public void Fill(int offset, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Bytes.AsSpan(offset));
        _known.AsSpan(offset, bytes.Length).Fill(true);
    }

    public void EndAt(int offset) => End = Math.Min(End, offset);
}
