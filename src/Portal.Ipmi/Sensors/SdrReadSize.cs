namespace Portal.Ipmi.Sensors;

/// <summary>How many bytes of a record a BMC can be asked for at a time; it only ever gets smaller.</summary>
internal sealed class SdrReadSize(int bytes)
{
    private const int Whole = 0;
    private const int FirstPart = 32;

    private int _bytes = Math.Clamp(bytes, Whole, 0xFE);

    /// <summary>Whole records still work.</summary>
    public bool IsWhole => _bytes == Whole;

    /// <summary>Bytes to ask for; 0 for whole records.</summary>
    public int Bytes => _bytes;

    /// <summary>Halves the size; false when it cannot get smaller.</summary>
    public bool Shrink()
    {
        if (_bytes == 1)
            return false;
        _bytes = _bytes == Whole ? FirstPart : _bytes / 2;
        return true;
    }

    /// <summary>A size for parts that leaves this one alone.</summary>
    public SdrReadSize ForOneRecord() => new(_bytes == Whole ? FirstPart : _bytes);
}
