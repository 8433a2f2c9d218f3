namespace Portal.Web.Api;

/// <summary>How a fix ended, and how things are now.</summary>
/// <param name="Done">It was done, and a change of the BMC was read back.</param>
/// <param name="Detail">More about why not, in English.</param>
internal sealed record DoctorRepairJson(bool Done, ProblemJson? Problem, string? Detail, DoctorJson Doctor);
