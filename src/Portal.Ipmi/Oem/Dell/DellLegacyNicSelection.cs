namespace Portal.Ipmi.Oem.Dell;

/// <summary>Which port an iDRAC6 uses.</summary>
/// <param name="Mode">0 shared, 1 shared with failover to LOM 2, 2 dedicated, 3 shared with failover to all.</param>
public sealed record DellLegacyNicSelection(byte Mode)
{
    /// <summary>The selection in words.</summary>
    public string Describe() => Mode switch
    {
        0 => "shared",
        1 => "shared, failover to LOM 2",
        2 => "dedicated",
        3 => "shared, failover to all LOMs",
        _ => $"mode {Mode}",
    };
}
