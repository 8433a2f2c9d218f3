namespace Portal.Ipmi.Oem.Dell;

/// <summary>The port that an iDRAC uses now.</summary>
/// <param name="Port">0 none or dedicated, 1 to 4 LOM 1 to 4, 5 dedicated, FFh unknown.</param>
public sealed record DellActiveNic(byte Port)
{
    /// <summary>The port in words.</summary>
    public string Describe() => Port switch
    {
        0 => "none of the host's",
        >= 1 and <= 4 => $"LOM {Port}",
        5 => "dedicated",
        _ => "unknown",
    };
}
