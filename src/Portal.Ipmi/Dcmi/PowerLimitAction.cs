namespace Portal.Ipmi.Dcmi;

/// <summary>What happens when a power limit is exceeded for longer than its correction time, DCMI 1.5 table 6-17. Values 02h to 10h are OEM.</summary>
public enum PowerLimitAction : byte
{
    /// <summary>Nothing.</summary>
    None = 0x00,

    /// <summary>The host loses power, and the SEL tells.</summary>
    PowerOff = 0x01,

    /// <summary>The SEL tells.</summary>
    LogOnly = 0x11,
}
