namespace Portal.Ipmi.Oem.Supermicro;

/// <summary>Answer to <see cref="GetSupermicroFanMode"/>.</summary>
/// <param name="Mode">Mode; boards know different ones.</param>
public sealed record SupermicroFanModeAnswer(SupermicroFanMode Mode);
