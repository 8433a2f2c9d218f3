using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Fleet.Consoles.Doctor;
using Portal.Fleet.Links;
using Portal.Ipmi;

namespace Portal.Web.Components.Viewing;

/// <summary>Says what the console doctor found in words.</summary>
internal static class DoctorWords
{
    /// <summary>Name of a check.</summary>
    public static string Name(this IStringLocalizer<Text> texts, DoctorCheck check) => texts[$"doctor.check.{check}"];

    /// <summary>One sentence.</summary>
    public static string Say(this IStringLocalizer<Text> texts, DoctorFinding finding, DateTimeOffset now) =>
        texts[$"doctor.say.{finding.Saying}", [.. finding.Arguments.Select(argument => Word(texts, argument, now))]].Value.TrimEnd();

    /// <summary>What the button that mends it says.</summary>
    public static string Verb(this IStringLocalizer<Text> texts, DoctorFix fix) => texts[$"doctor.fix.{fix.Kind}", Number(fix.BitRate ?? 0)];

    /// <summary>What mending it changes.</summary>
    public static string Changes(this IStringLocalizer<Text> texts, DoctorFix fix) => texts[$"doctor.fix.{fix.Kind}.changes", Number(fix.BitRate ?? 0)];

    /// <summary>How a verdict looks.</summary>
    public static StateWord Look(this IStringLocalizer<Text> texts, DoctorVerdict verdict)
    {
        var word = texts[$"doctor.verdict.{verdict}"];
        return verdict switch
        {
            DoctorVerdict.Ok => new("ok", "ok", word),
            DoctorVerdict.Warning => new("warn", "warn", word),
            DoctorVerdict.Failed => new("crit", "crit", word),
            _ => new("unk", "unk", word),
        };
    }

    private static string Word(IStringLocalizer<Text> texts, object argument, DateTimeOffset now) => argument switch
    {
        int number => Number(number),
        PrivilegeLevel privilege => texts[$"privilege.{privilege}"],
        BmcProblem.None => "",
        BmcProblem problem => texts.Sentence(problem),
        DateTimeOffset at => texts["age.ago", Duration.Short(texts, now - at)],
        _ => argument.ToString() ?? "",
    };

    private static string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
