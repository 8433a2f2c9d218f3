using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Sensors;

/// <summary>BMC message channel info, IPMI 2.0 §43.11: the channels of an IPMI 1.0 BMC. Later ones answer Get Channel Info instead.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Channels">Channels 0 to 7: [7] can transmit, [6:4] LUN it receives on, [3:0] protocol, 0 absent.</param>
/// <param name="MessagingInterrupt">Messaging interrupt: FFh none.</param>
/// <param name="EventBufferInterrupt">Event message buffer interrupt: FFh none.</param>
public sealed record MessageChannelInfoRecord(SdrHeader Header, ReadOnlyMemory<byte> Channels, byte MessagingInterrupt, byte EventBufferInterrupt) : SdrRecord(Header)
{
    private const int ChannelCount = 8;

    internal static MessageChannelInfoRecord Read(SdrHeader header, ref IpmiReader reader)
    {
        /*  6-13 channels 0 to 7
            14   messaging interrupt
            15   event message buffer interrupt
            16   reserved  */
        var channels = reader.ReadBytes(ChannelCount).ToArray();
        var messaging = reader.ReadByte();
        return new MessageChannelInfoRecord(header, channels, messaging, reader.ReadByte());
    }
}
