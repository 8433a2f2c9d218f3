namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Get Channel Info, IPMI 2.0 §22.24.</summary>
/// <param name="Channel">Number of the channel.</param>
/// <param name="Medium">What it runs over.</param>
/// <param name="Protocol">Its protocol.</param>
/// <param name="Sessions">Its sessions.</param>
/// <param name="ActiveSessions">Sessions active on it.</param>
/// <param name="VendorId">IANA enterprise number of whoever defined the protocol; 7154 is IPMI.</param>
/// <param name="Auxiliary">Two bytes of the protocol's own; of the system interface the interrupts of messages and events.</param>
public sealed record ChannelInfo(
    byte Channel, ChannelMedium Medium, ChannelProtocol Protocol, ChannelSessions Sessions, byte ActiveSessions, int VendorId, ushort Auxiliary)
{
    /// <summary>It can be reached over a network.</summary>
    public bool IsLan => Medium is ChannelMedium.Lan or ChannelMedium.OtherLan;
}
