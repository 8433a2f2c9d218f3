namespace Portal.Ipmi.Session;

/// <summary>
/// Hands out 6-bit request sequence numbers (rqSeq) and keeps those back whose answer may still be under way:
/// a number that was retried or timed out is not used again for 5 to 10 s. Pure.
/// </summary>
internal sealed class RequestSequence
{
    private const int Count = 64;
    private static readonly TimeSpan s_generation = TimeSpan.FromSeconds(5);

    private byte _last = Count - 1;
    private ulong _recent;
    private ulong _older;
    private TimeSpan _rotatedAt;

    /// <summary>The next free number.</summary>
    public byte Next(TimeSpan now)
    {
        Rotate(now);
        if ((_recent | _older) == ulong.MaxValue)
        {
            // All 64 were retried within 10 s; the longest kept ones are the least bad.
            _older = _recent == ulong.MaxValue ? 0 : _recent;
            _recent = 0;
        }

        var kept = _recent | _older;
        do
        {
            _last = (byte)((_last + 1) % Count);
        }
        while ((kept & (1UL << _last)) != 0);
        return _last;
    }

    /// <summary>Keeps <paramref name="sequence"/> back: a late answer to it may still come.</summary>
    public void KeepBack(byte sequence, TimeSpan now)
    {
        Rotate(now);
        _recent |= 1UL << sequence;
    }

    private void Rotate(TimeSpan now)
    {
        var age = now - _rotatedAt;
        if (age < s_generation)
            return;
        _older = age < s_generation * 2 ? _recent : 0;
        _recent = 0;
        _rotatedAt = now;
    }
}
