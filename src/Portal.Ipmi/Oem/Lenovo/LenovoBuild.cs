namespace Portal.Ipmi.Oem.Lenovo;

/// <summary>Answer to <see cref="GetLenovoBuild"/>.</summary>
/// <param name="Id">Build id of the firmware that runs.</param>
/// <param name="Date">When it was built, as the controller writes it.</param>
public sealed record LenovoBuild(string Id, string Date);
