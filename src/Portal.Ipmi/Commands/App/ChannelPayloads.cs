namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Get Channel Payload Support, IPMI 2.0 §24.8.</summary>
/// <param name="Standard">Standard payload types 0 to 15: bit 0 IPMI messages, bit 1 SOL, bit 2 OEM by IANA number.</param>
/// <param name="SessionSetup">Session set-up payload types 10h to 1Fh.</param>
/// <param name="Oem">OEM payload types 20h to 2Fh.</param>
public readonly record struct ChannelPayloads(ushort Standard, ushort SessionSetup, ushort Oem)
{
    /// <summary>Whether a payload type is there.</summary>
    public bool Supports(byte type) => type switch
    {
        < 0x10 => (Standard >> type & 1) != 0,
        < 0x20 => (SessionSetup >> (type - 0x10) & 1) != 0,
        < 0x30 => (Oem >> (type - 0x20) & 1) != 0,
        _ => false,
    };
}
