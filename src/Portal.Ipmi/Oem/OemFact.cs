namespace Portal.Ipmi.Oem;

/// <summary>One thing that a manufacturer's own commands tell.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value in words.</param>
public sealed record OemFact(string Name, string Value);
