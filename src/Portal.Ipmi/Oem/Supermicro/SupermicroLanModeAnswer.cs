namespace Portal.Ipmi.Oem.Supermicro;

/// <summary>Answer to <see cref="GetSupermicroLanMode"/>.</summary>
/// <param name="Mode">Mode.</param>
public sealed record SupermicroLanModeAnswer(SupermicroLanMode Mode);
