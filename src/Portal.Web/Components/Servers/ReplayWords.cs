using Microsoft.Extensions.Localization;
using Portal.Fleet.Power;

namespace Portal.Web.Components.Servers;

/// <summary>The words that the replay's script writes (<c>replay-words.ts</c>).</summary>
internal static class ReplayWords
{
    private const string RulePrefix = "rule.";

    private static readonly string[] s_names =
    [
        "play", "pause", "loading", "offline", "atEnd", "gone", "revoked", "signedOut", "badMoment", "firmware", "kernel", "login", "by", "watched",
        "noChapters", "searching", "nothingFound", "found", "byte",
    ];

    public static Dictionary<string, object> Of(IStringLocalizer<Text> texts)
    {
        var words = s_names.ToDictionary(name => name, name => (object)texts[$"history.{name}"].Value);
        words["power"] = Enum.GetValues<PowerAction>().ToDictionary(action => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(action.ToString()), action => texts[$"power.{action}.verb"].Value);
        words["rules"] = texts.GetAllStrings(includeParentCultures: true).Where(text => text.Name.StartsWith(RulePrefix, StringComparison.Ordinal))
            .DistinctBy(text => text.Name).ToDictionary(text => text.Name[RulePrefix.Length..], text => text.Value);
        return words;
    }
}
