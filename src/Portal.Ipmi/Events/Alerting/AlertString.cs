namespace Portal.Ipmi.Events.Alerting;

/// <summary>An alert string and the key it is found by, parameters 12 and 13, IPMI 2.0 table 30-6.</summary>
/// <param name="Selector">Number of the string; 0 is the volatile one.</param>
/// <param name="FilterNumber">Event filter it belongs to; 0: unspecified.</param>
/// <param name="StringSet">String set it belongs to; 0: unspecified.</param>
/// <param name="Text">The text; null when the BMC does not give it.</param>
public sealed record AlertString(byte Selector, byte FilterNumber, byte StringSet, string? Text);
