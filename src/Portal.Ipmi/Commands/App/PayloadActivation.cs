using Portal.Ipmi.Sol;

namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Activate Payload, IPMI 2.0 §24.1: the sizes and the port as they came, which is often nonsense.</summary>
/// <param name="InboundPayloadSize">Largest payload the BMC takes, header included, as claimed.</param>
/// <param name="OutboundPayloadSize">Largest payload the BMC sends, header included, as claimed; we take any.</param>
/// <param name="Port">UDP port for the payload. Ignored: BMCs swap its bytes or invent one, and none is known that needs another port than the session's.</param>
public sealed record PayloadActivation(ushort InboundPayloadSize, ushort OutboundPayloadSize, ushort Port)
{
    /// <summary>Characters per packet when the BMC's claim cannot be true: every implementation takes this many.</summary>
    internal const int FallbackCharacters = 32;

    /// <summary>
    /// Characters that fit into one packet to the BMC. A size below header and one character, or above header and the 255
    /// that the accepted-count byte can tell (IPMI 2.0 §15.9), is nonsense (Asus, Intel, Supermicro X8, Quanta; pyghmi says 1).
    /// </summary>
    public int MaxOutboundCharacters =>
        InboundPayloadSize is >= SolPacket.HeaderLength + 1 and <= SolPacket.HeaderLength + SolPacket.MaxCharacters
            ? InboundPayloadSize - SolPacket.HeaderLength
            : FallbackCharacters;
}
