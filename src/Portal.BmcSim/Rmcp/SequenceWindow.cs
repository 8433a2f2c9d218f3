namespace Portal.BmcSim.Rmcp;

/// <summary>
/// Replay protection of one direction of a session, IPMI 2.0 §6.12.12. Any step forward is taken, since the packet has verified by then and a
/// client cannot help a run of losses longer than the specification's 16; backwards, each of the last 32 numbers is taken once.
/// </summary>
internal struct SequenceWindow
{
    private const int Width = 32;
    private readonly int _width;
    private uint _highest;
    private uint _seen;

    public SequenceWindow() => _width = Width;

    /// <summary>A window of IPMI 1.5, 8 wide: <paramref name="first"/> is the number that the client was told to begin with.</summary>
    public SequenceWindow(uint first)
    {
        _width = 8;
        _highest = first - 1;
        _seen = 1;
    }

    public bool Accept(uint sequence)
    {
        if (sequence == 0)
            return false;
        var ahead = _highest == 0 && _seen == 0 ? _width : (int)(sequence - _highest);
        if (ahead > 0)
        {
            _seen = ahead >= _width ? 1 : (_seen << ahead) | 1;
            _highest = sequence;
            return true;
        }
        if (ahead <= -_width || (_seen & (1u << -ahead)) != 0)
            return false;
        _seen |= 1u << -ahead;
        return true;
    }
}
