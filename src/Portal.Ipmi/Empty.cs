namespace Portal.Ipmi;

/// <summary>The response of a command that answers nothing but its completion code.</summary>
public readonly record struct Empty;
