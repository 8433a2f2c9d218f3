namespace Portal.Ipmi.Session;

/// <summary>RMCP+ payload types, IPMI 2.0 table 13-16.</summary>
internal enum PacketPayload : byte
{
    /// <summary>An IPMI message.</summary>
    Ipmi = 0x00,

    /// <summary>Serial over LAN.</summary>
    Sol = 0x01,

    /// <summary>OEM, named by an enterprise number in the header.</summary>
    OemExplicit = 0x02,

    /// <summary>RMCP+ Open Session Request.</summary>
    OpenSessionRequest = 0x10,

    /// <summary>RMCP+ Open Session Response.</summary>
    OpenSessionResponse = 0x11,

    /// <summary>RAKP message 1.</summary>
    Rakp1 = 0x12,

    /// <summary>RAKP message 2.</summary>
    Rakp2 = 0x13,

    /// <summary>RAKP message 3.</summary>
    Rakp3 = 0x14,

    /// <summary>RAKP message 4.</summary>
    Rakp4 = 0x15,
}
