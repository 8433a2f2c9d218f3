using Portal.Ipmi.Events;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Answer to Get SEL Info, IPMI 2.0 §31.2.</summary>
/// <param name="Version">Version of the SEL commands, BCD with the digits exchanged: 51h is 1.5, 02h is 2.0.</param>
/// <param name="Entries">Records in the log.</param>
/// <param name="FreeBytes">Free space in bytes; FFFFh: that or more.</param>
/// <param name="LastAddition">When the last record was added; unspecified when there never was one.</param>
/// <param name="LastErase">When a record was last deleted or the log cleared.</param>
/// <param name="Support">Operation support byte.</param>
public sealed record SelInfo(byte Version, ushort Entries, ushort FreeBytes, IpmiTimestamp LastAddition, IpmiTimestamp LastErase, byte Support)
{
    /// <summary>Version in words: <c>1.5</c>.</summary>
    public string VersionText => $"{Version & 0x0F}.{Version >> 4}";

    /// <summary>Events were lost because the log was full.</summary>
    public bool Overflow => (Support & 0x80) != 0;

    /// <summary>Delete SEL Entry is supported.</summary>
    public bool CanDelete => (Support & 0x08) != 0;

    /// <summary>Partial Add SEL Entry is supported.</summary>
    public bool CanAddPartially => (Support & 0x04) != 0;

    /// <summary>Reserve SEL is supported.</summary>
    public bool CanReserve => (Support & 0x02) != 0;

    /// <summary>Get SEL Allocation Info is supported.</summary>
    public bool HasAllocationInfo => (Support & 0x01) != 0;

    /// <summary>Share of the log that is used, 0 to 100, reckoned from records of 16 bytes.</summary>
    public int PercentUsed => Entries == 0 ? 0 : (int)(Entries * 16L * 100 / ((Entries * 16L) + FreeBytes));
}
