namespace Portal.Fleet.Consoles.Rules;

/// <summary>A field of a rule is not acceptable.</summary>
public sealed class InvalidRuleException(string field, string code, string message) : Exception(message)
{
    public string Field { get; } = field;

    public string Code { get; } = code;
}
