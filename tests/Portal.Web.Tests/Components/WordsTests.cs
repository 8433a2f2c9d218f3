using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Portal.Web.Tests.Components;

/// <summary>Every word of the pages is in the resources, in both languages; every mark is in the sprite.</summary>
public sealed partial class WordsTests
{
    private static readonly string s_web = Path.Combine(Path.GetDirectoryName(Here())!, "../../../src/Portal.Web");

    [Fact]
    public void Resources_BothLanguages_HaveTheSameKeysAndPlaces()
    {
        var english = Read("Text.resx");
        var chinese = Read("Text.zh-CN.resx");

        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        Assert.All(english, text => Assert.NotEmpty(chinese[text.Key]));
        Assert.Empty(english.Where(text => Places(text.Value) != Places(chinese[text.Key])).Select(text => text.Key));
    }

    [Fact]
    public void Resources_EveryKeyInTheComponents_Exists()
    {
        var known = Read("Text.resx").Keys;

        var asked = Sources().SelectMany(file => Key().Matches(file.Text).Select(match => match.Groups[1].Value)).Distinct().ToList();

        Assert.True(asked.Count > 100);
        Assert.Empty(asked.Except(known));
    }

    [Fact]
    public void Components_TextBetweenTags_ComesFromResources()
    {
        var wrong = Sources().Where(file => file.Name.EndsWith(".razor", StringComparison.Ordinal)).SelectMany(file =>
        {
            var markup = Code().Replace(Comment().Replace(file.Text, ""), "");
            return TextNode().Matches(markup).Select(match => match.Groups[1].Value.Trim()).Where(text => Letters().IsMatch(text) && !Same().IsMatch(text)).Select(text => $"{file.Name}: {text}");
        });

        Assert.Empty(wrong);
    }

    [Fact]
    public void Icons_EveryName_IsInTheSprite()
    {
        var sprite = File.ReadAllText(Path.Combine(s_web, "Components/Parts/IconSprite.razor"));

        var missing = Sources().SelectMany(file => IconName().Matches(file.Text).Select(match => (match.Groups[1].Value == "Icon" ? "i-" : "m-") + match.Groups[2].Value))
            .Concat(Sources().SelectMany(file => StateMarkName().Matches(file.Text).Select(match => "m-" + match.Groups[1].Value)))
            .Distinct().Where(id => !sprite.Contains($"id=\"{id}\"", StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(s_web, "Resources", file)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static string Places(string text) => string.Concat(Place().Matches(text).Select(match => match.Value).Distinct().Order());

    private static IEnumerable<(string Name, string Text)> Sources() => Directory.EnumerateFiles(Path.Combine(s_web, "Components"), "*.*", SearchOption.AllDirectories)
        .Where(path => path.EndsWith(".razor", StringComparison.Ordinal) || path.EndsWith(".cs", StringComparison.Ordinal)).Select(path => (Path.GetFileName(path), File.ReadAllText(path)));

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex("(?:\\bL|\\btexts)\\[\\s*\"([\\w.]+)\"")]
    private static partial Regex Key();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    // Expressions and blocks of code go, markup stays.
    [GeneratedRegex(@"@code\s*\{.*\z|@\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|""(?:[^""@<>]|@(?!\())*""", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"<[a-zA-Z/][^<>]*>([^<>@{}]+)</")]
    private static partial Regex TextNode();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Letters();

    // Names and key caps read the same in every language.
    [GeneratedRegex(@"^(Pilotlight|Ctrl|Esc|Enter|BMC|Ctrl Shift (Space|←↑↓→)|npm start.*)$")]
    private static partial Regex Same();

    [GeneratedRegex("<(Icon|Mark) Name=\"([a-z]+)\"")]
    private static partial Regex IconName();

    [GeneratedRegex("new\\(\"(?:ok|warn|crit|unk|run|off|live)\", \"([a-z]+)\"")]
    private static partial Regex StateMarkName();
}
