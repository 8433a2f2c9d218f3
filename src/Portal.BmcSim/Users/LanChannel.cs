namespace Portal.BmcSim.Users;

/// <summary>The one LAN channel of a simulated BMC: who may come in, and the keys of the channel.</summary>
internal sealed class LanChannel(SimulatedBmcOptions options)
{
    private const byte ThisChannel = 0x0E;
    private const byte PreBootOnly = 1;

    public byte Number { get; } = options.Hardware.LanChannel;

    public ChannelAccess Stored { get; set; } = ChannelAccess.Default;

    public ChannelAccess InForce { get; set; } = ChannelAccess.Default;

    /// <summary>K_G, 20 bytes; null when it is all zeros and users' own keys serve.</summary>
    public byte[]? Kg { get; set; } = options.Kg;

    /// <summary>The keys may not be read or written any more.</summary>
    public bool KeysLocked { get; set; }

    /// <summary>A channel byte of a session or payload command means this channel.</summary>
    public bool Is(byte channel) => (channel & 0x0F) == Number || (channel & 0x0F) == ThisChannel;

    /// <summary>A channel byte of a configuration command means this channel; not every BMC knows 0Eh there.</summary>
    public bool IsConfigured(byte channel) => (channel & 0x0F) == Number || (channel & 0x0F) == ThisChannel && options.Hardware.KnowsPresentChannel;

    /// <summary>Sessions may be set up now: access is not disabled, and pre-boot access is only for a host that is off.</summary>
    public bool TakesSessions(bool hostIsOn) => InForce.Mode > PreBootOnly || InForce.Mode == PreBootOnly && !hostIsOn;
}
