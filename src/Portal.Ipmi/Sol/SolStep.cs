namespace Portal.Ipmi.Sol;

/// <summary>What one packet, or room for a packet kept back, changed. The characters are valid until the window is next used.</summary>
internal readonly ref struct SolStep
{
    /// <summary>What to report before the characters; <see cref="SolSignals.Deactivated"/> comes after them.</summary>
    public SolSignals Signals { get; init; }

    /// <summary>Characters from the host to deliver.</summary>
    public ReadOnlySpan<byte> Characters { get; init; }

    /// <summary>How many characters of the packet in flight the BMC has accepted now.</summary>
    public int Accepted { get; init; }

    /// <summary>The break in flight was acknowledged.</summary>
    public bool BreakAcknowledged { get; init; }
}
