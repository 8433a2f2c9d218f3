namespace Portal.Ipmi;

/// <summary>Answer to Get Channel Authentication Capabilities (IPMI 2.0 §22.13). Hints only: some BMCs set the login bits wrongly.</summary>
public sealed record ChannelAuthenticationCapabilities(
    byte ChannelNumber,
    bool SupportsIpmi20,
    bool SupportsIpmi15,
    bool KgSet,
    bool PerMessageAuthenticationDisabled,
    bool UserLevelAuthenticationDisabled,
    bool NonNullUsers,
    bool NullUsers,
    bool AnonymousLogin);
