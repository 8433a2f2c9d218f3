namespace Portal.Fleet.Secrets;

/// <summary>Where the keys come from that wrap all others: never the database. The first is the active one.</summary>
internal interface IKeySource
{
    /// <summary>Names it in sentences for administrators.</summary>
    string Description { get; }

    /// <summary>The portal itself may put a new key there.</summary>
    bool CanWrite { get; }

    /// <summary>Since when the present keys are there; null when that cannot be known. Changes whenever they do.</summary>
    DateTimeOffset? ChangedAt { get; }

    /// <summary>Reads the keys. The caller owns and zeroes them.</summary>
    /// <exception cref="StartRefusedException">There are none to be had.</exception>
    byte[][] Read();

    /// <summary>Replaces the keys, in one piece and durably.</summary>
    void Write(IReadOnlyList<byte[]> keys);
}
