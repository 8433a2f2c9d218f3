namespace Portal.Ipmi.Commands.App;

/// <summary>Payload types that can be activated in a session, IPMI 2.0 table 13-16.</summary>
public enum PayloadType : byte
{
    /// <summary>Serial over LAN.</summary>
    Sol = 0x01,
}
