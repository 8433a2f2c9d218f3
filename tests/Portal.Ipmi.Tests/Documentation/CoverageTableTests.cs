using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Portal.Ipmi.Fuzz;

namespace Portal.Ipmi.Tests.Documentation;

/// <summary>Holds docs/ipmi-coverage.md against the code: no command without its row, no row that names what is not there.</summary>
public sealed partial class CoverageTableTests
{
    // Any command, and one that stands for others.
    private static readonly string[] s_general = ["RawCommand", "KeepAliveRequest"];

    private static readonly List<Row> s_rows = [.. ReadRows()];

    [Fact]
    public void Table_EveryCommandOfTheLibrary_HasItsRow()
    {
        var missing = FuzzTargets.RequestTypes.Where(type => !s_general.Contains(type.Name))
            .Where(type => !s_rows.Any(row => row.Code == CodeOf(type) && row.Types.Contains(type.Name)))
            .Select(type => $"{type.Name}: {CodeOf(type)}");

        Assert.Empty(missing);
    }

    [Fact]
    public void Table_EveryRowOfACommand_NamesATypeOrSaysWhyThereIsNone()
    {
        var names = typeof(IpmiException).Assembly.GetTypes().Select(type => type.Name.Split('`')[0]).ToHashSet();

        Assert.All(s_rows, row =>
        {
            Assert.True(row.Types.Count > 0 || row.Record.StartsWith("no: ", StringComparison.Ordinal), $"{row.Code} {row.Name} says neither.");
            Assert.All(row.Types, type => Assert.True(names.Contains(type), $"There is no {type}."));
            Assert.True(row.Types.Count == 0 || row.Proof.Length > 0, $"Nothing proves {row.Code} {row.Name}.");
        });
    }

    [GeneratedRegex("[A-Z][A-Za-z0-9]+")]
    private static partial Regex TypeName { get; }

    /// <summary>Codes are constants of their types, whatever the command asks for.</summary>
    private static CommandCode CodeOf(Type type) =>
        (CommandCode)type.GetProperty("Code")!.GetValue(RuntimeHelpers.GetUninitializedObject(type))!;

    private static IEnumerable<Row> ReadRows()
    {
        foreach (var line in File.ReadLines(Path.Combine(Portal.Testing.Repository.Root, "docs", "ipmi-coverage.md")))
        {
            var cells = line.Split('|').Select(cell => cell.Trim()).ToArray();
            // | NetFn, command | name | section | privilege | record | verb | proved by |, with a group or a manufacturer between NetFn and command.
            if (cells.Length != 9 || !cells[1].EndsWith('h') || cells[1].Split(' ') is not [var netFn, .., var command])
                continue;
            List<string> types = cells[5].StartsWith("no: ", StringComparison.Ordinal) ? [] : [.. TypeName.Matches(cells[5]).Select(match => match.Value)];
            yield return new Row(new CommandCode((NetFn)Hexadecimal(netFn), Hexadecimal(command)), cells[2], cells[5], types, cells[7]);
        }
    }

    private static byte Hexadecimal(string text) => byte.Parse(text.AsSpan(0, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private sealed record Row(CommandCode Code, string Name, string Record, IReadOnlyList<string> Types, string Proof);
}
