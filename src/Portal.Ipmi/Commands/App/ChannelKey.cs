namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Set Channel Security Keys, IPMI 2.0 §22.25. Whoever asked for the key disposes it.</summary>
/// <param name="Lock">Whether it is locked.</param>
/// <param name="Key">The key, when it was asked for; never printable.</param>
public sealed record ChannelKey(ChannelKeyLock Lock, SecretBytes? Key);
