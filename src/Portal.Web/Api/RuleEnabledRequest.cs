namespace Portal.Web.Api;

/// <summary>Switches a rule.</summary>
internal sealed record RuleEnabledRequest
{
    public required bool Enabled { get; init; }
}
