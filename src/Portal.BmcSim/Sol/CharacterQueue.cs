namespace Portal.BmcSim.Sol;

/// <summary>A ring of characters that grows when needed.</summary>
internal sealed class CharacterQueue
{
    private byte[] _ring = [];
    private int _start;

    public int Count { get; private set; }

    public void Enqueue(ReadOnlySpan<byte> characters)
    {
        if (Count + characters.Length > _ring.Length)
            Grow(Count + characters.Length);
        var end = (_start + Count) % Math.Max(1, _ring.Length);
        var first = Math.Min(characters.Length, _ring.Length - end);
        characters[..first].CopyTo(_ring.AsSpan(end));
        characters[first..].CopyTo(_ring);
        Count += characters.Length;
    }

    /// <summary>Copies the oldest characters without taking them.</summary>
    public void Peek(Span<byte> destination)
    {
        var first = Math.Min(destination.Length, _ring.Length - _start);
        _ring.AsSpan(_start, first).CopyTo(destination);
        _ring.AsSpan(0, destination.Length - first).CopyTo(destination[first..]);
    }

    public void Drop(int count)
    {
        Count -= count;
        _start = Count == 0 ? 0 : (_start + count) % _ring.Length;
    }

    /// <summary>Forgets the characters and the memory.</summary>
    public void Clear()
    {
        _ring = [];
        _start = Count = 0;
    }

    private void Grow(int needed)
    {
        var ring = new byte[Math.Max(1024, needed * 2)];
        Peek(ring.AsSpan(0, Count));
        _ring = ring;
        _start = 0;
    }
}
