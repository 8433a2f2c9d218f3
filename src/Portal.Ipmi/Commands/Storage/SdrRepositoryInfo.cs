using Portal.Ipmi.Events;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Answer to Get SDR Repository Info, IPMI 2.0 §33.9.</summary>
/// <param name="Version">Version of the command set, two digits in BCD with the major one low: 51h is 1.5, 02h is 2.0.</param>
/// <param name="RecordCount">Records in the repository, as the BMC counts them.</param>
/// <param name="FreeBytes">Free space: 0 full, FFFEh that much or more, FFFFh unspecified.</param>
/// <param name="LastAddition">Time of the last addition: a mark of change more than a time, many BMCs never set their clock.</param>
/// <param name="LastErase">Time of the last deletion or clearing.</param>
/// <param name="Support">Operations supported: [7] overflow, [6:5] modes of update, [3] delete, [2] partial add, [1] reserve, [0] allocation info.</param>
public sealed record SdrRepositoryInfo(byte Version, int RecordCount, int FreeBytes, IpmiTimestamp LastAddition, IpmiTimestamp LastErase, byte Support)
{
    /// <summary>A record could not be written for lack of space.</summary>
    public bool HasOverflowed => (Support & 0x80) != 0;

    /// <summary>Reserve SDR Repository is supported, so the BMC says.</summary>
    public bool CanReserve => (Support & 0x02) != 0;
}
