namespace Portal.Web.Api;

/// <summary>Why a console is blank.</summary>
/// <param name="Main">The finding to act on first: the first that failed, else the first warning; null when nothing is wrong.</param>
internal sealed record DoctorJson(DoctorStepJson? Main, IReadOnlyList<DoctorStepJson> Steps);
