namespace Portal.Ipmi.Oem.Intel;

/// <summary>Answer to <see cref="GetNodeManagerVersion"/>.</summary>
/// <param name="Version">Version number: 1 is 1.0, 2 is 1.5, 3 is 2.0, 4 is 2.5, 5 is 3.0.</param>
/// <param name="IpmiInterface">Version of the interface.</param>
/// <param name="Patch">Patch version.</param>
/// <param name="FirmwareMajor">Major revision of the Management Engine's firmware.</param>
/// <param name="FirmwareMinor">Minor revision of the Management Engine's firmware.</param>
public sealed record NodeManagerVersion(byte Version, byte IpmiInterface, byte Patch, byte FirmwareMajor, byte FirmwareMinor)
{
    /// <summary>The version as Intel writes it; null for a number that is not documented.</summary>
    public string? VersionName => Version switch
    {
        1 => "1.0",
        2 => "1.5",
        3 => "2.0",
        4 => "2.5",
        5 => "3.0",
        6 => "4.0",
        _ => null,
    };
}
