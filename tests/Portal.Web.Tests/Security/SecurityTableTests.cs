using System.Text.RegularExpressions;
using Portal.Testing;

namespace Portal.Web.Tests.Security;

/// <summary>Holds docs/security.md against the standard and the tests: no requirement without a row, no row that names a test which does not exist.</summary>
public sealed partial class SecurityTableTests
{
    // How many requirements each section of ASVS 5.0.0 has at levels 1 and 2, by number; those of level 3 behind the bar are ours by choice.
    private const string Requirements =
        "1.1:1-2 1.2:1-9 1.3:1-11 1.4:1-3 1.5:1-2 2.1:1-3 2.2:1-3 2.3:1-4 2.4:1 3.2:1-2 3.3:1-4 3.4:1-6 3.5:1-5 3.7:1-2 4.1:1-3 4.2:1 4.3:1-2 4.4:1-4 5.1:1 5.2:1-3 5.3:1-2 5.4:1-3 "
        + "6.1:1-3 6.2:1-12 6.3:1-4 6.4:1-4 6.5:1-5 6.6:1-3 6.8:1-4 7.1:1-3 7.2:1-4 7.3:1-2 7.4:1-5 7.5:1-2 7.6:1-2 8.1:1-2 8.2:1-3 8.3:1 8.4:1 9.1:1-3 9.2:1-4 "
        + "10.1:1-2 10.2:1-2 10.3:1-4 10.4:1-11 10.5:1-5 10.6:1-2 10.7:1-3 11.1:1-2 11.2:1-3 11.3:1-3 11.4:1-4 11.5:1 11.6:1 12.1:1-3 12.2:1-2 12.3:1-4 13.1:1 13.2:1-5 13.3:1-2 13.4:1-5 "
        + "14.1:1-2 14.2:1-4 14.3:1-3 15.1:1-3 15.2:1-3 15.3:1-7 16.1:1 16.2:1-5 16.3:1-4 16.4:1-3 16.5:1-3 17.1:1 17.2:1-4 17.3:1-2 "
        + "| 3.4:7-8 3.5:8 6.3:5-8 6.4:6 6.5:6 7.5:3 8.3:2 11.2:4 13.1:2-3 13.2:6 13.3:4 16.5:4";

    private static readonly string s_document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md"));

    private static readonly List<(string Number, string HeldBy)> s_rows = [.. Row.Matches(s_document).Select(row => (row.Groups[1].Value, row.Groups[2].Value))];

    private static readonly HashSet<string> s_classes =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(path => ClassName.Matches(File.ReadAllText(path))).Select(match => match.Groups[1].Value),
    ];

    [Fact]
    public void Table_EveryRequirement_HasOneRow()
    {
        var wanted = Requirements.Replace("|", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(section =>
        {
            var (name, range) = (section.Split(':')[0], section.Split(':')[1].Split('-'));
            return Enumerable.Range(int.Parse(range[0], null), int.Parse(range[^1], null) - int.Parse(range[0], null) + 1).Select(number => $"{name}.{number}");
        }).ToList();
        // Of the standard's 345 requirements 70 are of level 1 and 183 of level 2.
        Assert.Equal(70 + 183 + 17, wanted.Count);
        var rows = s_rows.Select(row => row.Number).Where(number => number.Contains('.', StringComparison.Ordinal)).ToList();
        Assert.Empty(wanted.Except(rows));
        Assert.Empty(rows.Except(wanted));
        Assert.Equal(rows.Count, rows.Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 30).Select(number => $"{number}"), s_rows.Select(row => row.Number).Where(number => !number.Contains('.', StringComparison.Ordinal)));
    }

    [Fact]
    public void Table_EveryRow_NamesTestsThatExistOrAReason() => Assert.All(s_rows, row => Assert.True(
        TestName.IsMatch(row.HeldBy) || (row.HeldBy.StartsWith("Reason: ", StringComparison.Ordinal) && row.HeldBy.Length > "Reason: ".Length + 10), $"{row.Number} has neither a test nor a reason."));

    [Fact]
    public void Document_NamesNoTestThatDoesNotExist() =>
        Assert.Empty(TestName.Matches(s_document).Select(match => match.Groups[1].Value).Where(name => !s_classes.Contains(name)).Distinct());

    [GeneratedRegex(@"^\| (\d+(?:\.\d+\.\d+)?) \| [^|]+ \| ([^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row { get; }

    [GeneratedRegex("`([A-Za-z0-9]+Tests)`")]
    private static partial Regex TestName { get; }

    [GeneratedRegex(@"\bclass ([A-Za-z0-9]+Tests)\b")]
    private static partial Regex ClassName { get; }
}
