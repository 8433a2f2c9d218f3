namespace Portal.Ipmi.Oem.Dell;

/// <summary>Answer to <see cref="GetDellPowerNow"/>.</summary>
/// <param name="Watts">Power that the power supplies draw.</param>
/// <param name="Deciamperes">Current in tenths of an ampere.</param>
public sealed record DellPowerNow(int Watts, int Deciamperes);
