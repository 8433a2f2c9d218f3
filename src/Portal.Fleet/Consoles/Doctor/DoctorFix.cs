using Portal.Fleet.Access;

namespace Portal.Fleet.Consoles.Doctor;

/// <summary>One thing to change.</summary>
/// <param name="BitRate">The rate in bit/s, of <see cref="DoctorFixKind.SetBitRate"/> only.</param>
public sealed record DoctorFix(DoctorFixKind Kind, int? BitRate = null)
{
    /// <summary>The bit rates that SOL knows.</summary>
    public static IReadOnlyList<int> BitRates { get; } = [9600, 19200, 38400, 57600, 115200];

    /// <summary>The right that it takes. What changes the BMC's configuration is an administrator's.</summary>
    public BmcRight Right => Kind switch
    {
        DoctorFixKind.Reconnect => BmcRight.Test,
        DoctorFixKind.PowerOn => BmcRight.PowerSoft,
        _ => BmcRight.Administer,
    };
}
