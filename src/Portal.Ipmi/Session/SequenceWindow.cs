namespace Portal.Ipmi.Session;

/// <summary>
/// Tells fresh session sequence numbers from replayed ones: a sliding window, aware of wrap-around (IPMI 2.0 §6.12.13). For packets whose
/// integrity code verifies a jump ahead of any size is the BMC's own (ASRock skips numbers); where packets can be forged, a jump beyond
/// the window is refused, or one forged packet would put the session out of step.
/// </summary>
internal struct SequenceWindow
{
    private const int Width = 32;
    private const int Width15 = 8;

    private readonly int _width;
    private readonly int _reach;
    private bool _started;
    private uint _highest;
    private uint _seen;

    /// <summary>A window that begins with the first number that comes: 32 behind and, if packets can be forged, 32 ahead.</summary>
    public SequenceWindow(bool isForgeable)
    {
        _width = Width;
        _reach = isForgeable ? Width : int.MaxValue;
    }

    /// <summary>A window of IPMI 1.5 (§6.11.12), 8 wide, around the number that the BMC was asked to begin with. It may be sent or not.</summary>
    public SequenceWindow(uint first, bool isForgeable)
    {
        _width = Width15;
        _reach = isForgeable ? Width15 : int.MaxValue;
        _started = true;
        _highest = first;
    }

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
            if (ahead > _reach)
                return false;
            _seen = ahead < _width ? (_seen << ahead) | 1 : 1;
            _highest = sequence;
            return true;
        }

        if (ahead <= -_width)
            return false;
        var bit = 1u << -ahead;
        if ((_seen & bit) != 0)
            return false;
        _seen |= bit;
        return true;
    }
}
