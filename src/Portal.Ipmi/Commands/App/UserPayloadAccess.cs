namespace Portal.Ipmi.Commands.App;

/// <summary>Payloads that a user may activate, IPMI 2.0 §24.6 and §24.7.</summary>
/// <param name="Standard">Standard payloads, a bit per payload type; bit 1 is SOL.</param>
/// <param name="Oem">OEM payloads, a bit per type from 20h.</param>
public readonly record struct UserPayloadAccess(ushort Standard, ushort Oem)
{
    /// <summary>SOL alone.</summary>
    public static UserPayloadAccess SolOnly { get; } = new(1 << (byte)PayloadType.Sol, 0);

    /// <summary>The user may activate SOL.</summary>
    public bool Sol => (Standard & (1 << (byte)PayloadType.Sol)) != 0;
}
