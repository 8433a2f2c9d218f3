namespace Portal.Ipmi.Fuzz;

/// <summary>An input that a target did not stand.</summary>
internal sealed record Finding(string Target, byte[] Input, string What)
{
    /// <summary>What was wrong, and how to see it again.</summary>
    public override string ToString() => $"{Target}: {What}\n  again: Portal.Ipmi.Fuzz again {Target} {Convert.ToHexStringLower(Input)}";
}
