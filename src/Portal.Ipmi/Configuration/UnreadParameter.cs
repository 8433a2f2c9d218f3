namespace Portal.Ipmi.Configuration;

/// <summary>A configuration parameter that a BMC did not tell.</summary>
/// <param name="Parameter">Parameter number.</param>
/// <param name="Set">Set selector; 0 for a parameter that has none.</param>
/// <param name="CompletionCode">What the BMC answered; 80h is "not supported", C6h stands for an answer that is too short.</param>
public readonly record struct UnreadParameter(byte Parameter, byte Set, CompletionCode CompletionCode);
