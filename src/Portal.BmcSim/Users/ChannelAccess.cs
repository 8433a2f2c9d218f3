namespace Portal.BmcSim.Users;

/// <summary>Access to a channel, IPMI 2.0 §22.22: one of the two settings (non-volatile, in force) of the LAN channel.</summary>
/// <param name="Flags">Bit 5 alerting off, bit 4 per-message authentication off, bit 3 user-level authentication off, bits 2 to 0 access mode.</param>
/// <param name="Privilege">Highest privilege of any session on the channel.</param>
internal readonly record struct ChannelAccess(byte Flags, byte Privilege)
{
    public const byte AlwaysAvailable = 2;

    public static ChannelAccess Default { get; } = new(AlwaysAvailable, 4);

    public int Mode => Flags & 0x07;
}
