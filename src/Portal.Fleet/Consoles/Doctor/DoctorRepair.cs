using Portal.Fleet.Links;

namespace Portal.Fleet.Consoles.Doctor;

/// <summary>How a fix ended. It was read back: a BMC that says yes and keeps the old value is a failure.</summary>
/// <param name="Problem">Why it could not be done; <see cref="BmcProblem.None"/> when it was.</param>
/// <param name="Detail">The engine's own words, in English.</param>
public sealed record DoctorRepair(DoctorFix Fix, BmcProblem Problem, string? Detail)
{
    public bool Done => Problem == BmcProblem.None;
}
