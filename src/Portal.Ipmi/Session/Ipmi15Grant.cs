using Portal.Ipmi.Crypto;

namespace Portal.Ipmi.Session;

/// <summary>An activated session of IPMI 1.5. Prints nothing of itself.</summary>
internal sealed class Ipmi15Grant(LegacySealer sealer, AuthenticationType type, uint sessionId, uint inboundSequence, uint outboundSequence, bool isSigned)
{
    /// <summary>Makes and reads its packets; the taker disposes it.</summary>
    public LegacySealer Sealer => sealer;

    /// <summary>How it is authenticated.</summary>
    public AuthenticationType Type => type;

    /// <summary>Session id in both directions.</summary>
    public uint SessionId => sessionId;

    /// <summary>The number that our first packet is to carry.</summary>
    public uint InboundSequence => inboundSequence;

    /// <summary>The number that the BMC was asked to begin with.</summary>
    public uint OutboundSequence => outboundSequence;

    /// <summary>The BMC's packets cannot be forged without the password.</summary>
    public bool IsSigned => isSigned;
}
