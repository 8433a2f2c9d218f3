namespace Portal.Ipmi;

/// <summary>ASF presence pong: the enterprise number and whether IPMI is supported (IPMI 2.0 §13.2.4).</summary>
public sealed record PresencePong(uint EnterpriseNumber, bool SupportsIpmi);
