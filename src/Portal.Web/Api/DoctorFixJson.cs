using System.Globalization;
using Portal.Fleet.Consoles.Doctor;

namespace Portal.Web.Api;

/// <summary>What the caller may have done about a finding: send it to <c>.../console/doctor/fix</c>.</summary>
/// <param name="BitRate">In bit/s, of <c>setBitRate</c> only.</param>
/// <param name="Changes">What it changes, in English.</param>
internal sealed record DoctorFixJson(DoctorFixKind Fix, int? BitRate, string Changes)
{
    public static DoctorFixJson? From(DoctorFix? fix) => fix is null ? null
        : new DoctorFixJson(fix.Kind, fix.BitRate, EnglishText.Get($"doctor.fix.{fix.Kind}.changes", (fix.BitRate ?? 0).ToString(CultureInfo.InvariantCulture)));
}
