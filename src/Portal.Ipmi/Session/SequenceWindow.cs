namespace Portal.Ipmi.Session;

/// <summary>
/// Tells fresh session sequence numbers from replayed ones: a sliding window of 32, aware of wrap-around (IPMI 2.0 §6.12.13).
/// Asked only about packets whose integrity code verifies, so a jump ahead of any size is the BMC's own (ASRock skips numbers).
/// </summary>
internal struct SequenceWindow
{
    private const int Width = 32;

    private bool _started;
    private uint _highest;
    private uint _seen;

    /// <summary>True once for each number that is ahead of the window or inside of it and not yet seen; 0 never belongs to a session.</summary>
    public bool TryAccept(uint sequence)
    {
        if (sequence == 0)
            return false;
        if (!_started)
        {
            _started = true;
            _highest = sequence;
            _seen = 1;
            return true;
        }

        var ahead = unchecked((int)(sequence - _highest));
        if (ahead > 0)
        {
            _seen = ahead < Width ? (_seen << ahead) | 1 : 1;
            _highest = sequence;
            return true;
        }

        if (ahead <= -Width)
            return false;
        var bit = 1u << -ahead;
        if ((_seen & bit) != 0)
            return false;
        _seen |= bit;
        return true;
    }
}
