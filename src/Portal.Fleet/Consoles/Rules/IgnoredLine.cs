namespace Portal.Fleet.Consoles.Rules;

/// <summary>An entry of the ignore list: lines that raise nothing.</summary>
/// <param name="RuleId">The rule it is for; null for all.</param>
/// <param name="Pattern">A text, or a regular expression between slashes.</param>
/// <param name="Servers">A filter of servers as on the fleet page; null for all.</param>
public sealed record IgnoredLine(Guid Id, string? RuleId, string Pattern, string? Servers, string? Note, DateTimeOffset CreatedAt, string CreatedBy);
