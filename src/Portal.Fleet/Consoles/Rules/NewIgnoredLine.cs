namespace Portal.Fleet.Consoles.Rules;

/// <summary>What a person says of a line that is to raise nothing.</summary>
public sealed record NewIgnoredLine(string? RuleId, string Pattern, string? Servers, string? Note);
