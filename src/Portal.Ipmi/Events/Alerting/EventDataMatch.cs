namespace Portal.Ipmi.Events.Alerting;

/// <summary>How a filter compares one data byte, IPMI 2.0 §17.9.</summary>
/// <param name="AndMask">Bits that count.</param>
/// <param name="Compare1">Bits that must match exactly; of the others one match is enough.</param>
/// <param name="Compare2">Values to match.</param>
public readonly record struct EventDataMatch(byte AndMask, byte Compare1, byte Compare2)
{
    /// <summary>Matches every value.</summary>
    public static EventDataMatch Any => default;

    /// <summary>Whether a value matches, after the algorithm of IPMI 2.0 appendix B.</summary>
    public bool Matches(byte value)
    {
        // "To match any value, set all three fields to 00h", table 17-2.
        if (this == default)
            return true;
        var test = (byte)(value & AndMask);
        if (((test ^ Compare2) & Compare1) != 0)
            return false;
        var loose = (byte)~Compare1;
        return loose == 0 || ((byte)~(test ^ Compare2) & loose) != 0;
    }
}
