namespace Portal.Ipmi.Oem.Dell;

/// <summary>Which port an iDRAC of the 12th generation or later uses: 1 its own, 2 to 5 LOM 1 to 4 of the host.</summary>
/// <param name="Port">Port in use.</param>
/// <param name="Failover">Port to fail over to: 0 none, 2 to 5 LOM 1 to 4, 6 all.</param>
public sealed record DellNicSelection(byte Port, byte Failover)
{
    /// <summary>The selection in words.</summary>
    public string Describe() => Port switch
    {
        1 => "dedicated",
        >= 2 and <= 5 when Failover == 0 => $"shared with LOM {Port - 1}",
        >= 2 and <= 5 when Failover == 6 => $"shared with LOM {Port - 1}, failover to all LOMs",
        >= 2 and <= 5 => $"shared with LOM {Port - 1}, failover to LOM {Failover - 1}",
        _ => $"port {Port}, failover {Failover}",
    };
}
