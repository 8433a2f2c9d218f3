namespace Portal.Ipmi.Oem.Lenovo;

/// <summary>Answer to <see cref="GetLenovoFpga"/>.</summary>
/// <param name="Major">First part of the version.</param>
/// <param name="Minor">Second part of the version.</param>
/// <param name="Patch">Third part of the version.</param>
public sealed record LenovoFpga(byte Major, byte Minor, byte Patch);
