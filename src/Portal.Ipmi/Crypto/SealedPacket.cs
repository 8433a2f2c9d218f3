using Portal.Ipmi.Session;

namespace Portal.Ipmi.Crypto;

/// <summary>What the header of a verified packet says.</summary>
/// <param name="Type">Kind of payload.</param>
/// <param name="Sequence">Session sequence number.</param>
/// <param name="Offset">Where the payload begins.</param>
/// <param name="Length">Bytes of the payload as carried.</param>
internal readonly record struct SealedPacket(PacketPayload Type, uint Sequence, int Offset, int Length);
