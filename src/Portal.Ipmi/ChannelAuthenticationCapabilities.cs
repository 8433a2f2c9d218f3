namespace Portal.Ipmi;

/// <summary>Answer to Get Channel Authentication Capabilities (IPMI 2.0 §22.13). Hints only: some BMCs set the login bits wrongly.</summary>
/// <param name="ChannelNumber">The channel that the answer came over.</param>
/// <param name="Ipmi15Types">Authentication types of IPMI 1.5 that are enabled for the privilege level asked about, a bit each; see <see cref="Offers"/>.</param>
public sealed record ChannelAuthenticationCapabilities(
    byte ChannelNumber,
    byte Ipmi15Types,
    bool SupportsIpmi20,
    bool SupportsIpmi15,
    bool KgSet,
    bool PerMessageAuthenticationDisabled,
    bool UserLevelAuthenticationDisabled,
    bool NonNullUsers,
    bool NullUsers,
    bool AnonymousLogin)
{
    /// <summary>A session of IPMI 1.5 may be authenticated so.</summary>
    public bool Offers(AuthenticationType type) => (Ipmi15Types & (1 << (byte)type)) != 0;
}
