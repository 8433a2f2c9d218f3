using System.Globalization;
using Portal.Fleet.Consoles.Doctor;
using Portal.Fleet.Links;
using Portal.Ipmi;

namespace Portal.Web.Api;

/// <summary>One check of the console doctor.</summary>
/// <param name="Verdict"><c>ok</c>, <c>warning</c>, <c>failed</c> or <c>notKnown</c>.</param>
/// <param name="Code">What was found, stable.</param>
/// <param name="Sentence">The same in English.</param>
/// <param name="Arguments">What the sentence was filled with, as text: numbers, names, times in UTC, codes of problems.</param>
/// <param name="Fix">What may be done about it; null when there is nothing, or the caller may not.</param>
internal sealed record DoctorStepJson(
    DoctorCheck Check, DoctorVerdict Verdict, DoctorSaying Code, string Sentence, IReadOnlyList<string> Arguments, DoctorFixJson? Fix, double TookMilliseconds)
{
    public static DoctorStepJson From(DoctorFinding finding) => new(
        finding.Check, finding.Verdict, finding.Saying, EnglishText.Get($"doctor.say.{finding.Saying}", [.. finding.Arguments.Select(Word)]),
        [.. finding.Arguments.Select(Plain)], DoctorFixJson.From(finding.Fix), Math.Round(finding.Took.TotalMilliseconds, 1));

    private static string Word(object argument) => argument switch
    {
        PrivilegeLevel privilege => EnglishText.Get($"privilege.{privilege}"),
        BmcProblem problem => problem.Sentence(),
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => Plain(argument),
    };

    private static string Plain(object argument) => argument switch
    {
        BmcProblem problem => problem.Code(),
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        Enum value => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString()),
        _ => Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "",
    };
}
