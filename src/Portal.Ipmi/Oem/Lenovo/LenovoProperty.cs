namespace Portal.Ipmi.Oem.Lenovo;

/// <summary>Answer to <see cref="GetLenovoProperty"/>.</summary>
/// <param name="Text">The value of a property that is a string; null for one that is missing or a number.</param>
/// <param name="Number">The value of a property that is a number.</param>
public sealed record LenovoProperty(string? Text, uint? Number);
