namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Get Channel Payload Version, IPMI 2.0 §24.9.</summary>
/// <param name="Major">Major version.</param>
/// <param name="Minor">Minor version.</param>
public readonly record struct PayloadVersion(byte Major, byte Minor);
