namespace Portal.Ipmi.Session;

/// <summary>States of a <see cref="Handshake"/>: which message is to be sent, or how it ended.</summary>
internal enum HandshakeState
{
    /// <summary>Open Session Request is to be sent, its response awaited.</summary>
    OpenSession,

    /// <summary>RAKP 1 is to be sent, RAKP 2 awaited.</summary>
    Rakp1,

    /// <summary>RAKP 2 verified; RAKP 3 is to be sent, RAKP 4 awaited.</summary>
    Rakp3,

    /// <summary>RAKP 4 verified: the session is active.</summary>
    Established,

    /// <summary>The handshake failed; <see cref="Handshake.Refusal"/> says how.</summary>
    Failed,
}
