namespace Portal.Ipmi.Commands.App;

/// <summary>Payload types of a session, IPMI 2.0 table 13-16.</summary>
public enum PayloadType : byte
{
    /// <summary>IPMI messages.</summary>
    Ipmi = 0x00,

    /// <summary>Serial over LAN.</summary>
    Sol = 0x01,
}
