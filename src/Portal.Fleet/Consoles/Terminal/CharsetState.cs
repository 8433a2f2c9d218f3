namespace Portal.Fleet.Consoles.Terminal;

/// <summary>The four character sets designated and the one in use. <c>ESC 8</c> brings back the one in use alone.</summary>
internal struct CharsetState
{
    private char _g0;
    private char _g1;
    private char _g2;
    private char _g3;

    /// <summary>Which of the four was chosen last.</summary>
    public int Level { get; private set; }

    /// <summary>What characters are shown in.</summary>
    public char Current { get; set; }

    public readonly char this[int level] => level switch
    {
        0 => _g0,
        1 => _g1,
        2 => _g2,
        _ => _g3,
    };

    public void Designate(int level, char charset)
    {
        switch (level)
        {
            case 0:
                _g0 = charset;
                break;
            case 1:
                _g1 = charset;
                break;
            case 2:
                _g2 = charset;
                break;
            default:
                _g3 = charset;
                break;
        }

        if (Level == level)
            Current = charset;
    }

    public void Shift(int level)
    {
        Level = level;
        Current = this[level];
    }
}
