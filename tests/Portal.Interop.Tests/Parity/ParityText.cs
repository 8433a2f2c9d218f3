using System.Text.RegularExpressions;
using Portal.BmcSim.Hardware;

namespace Portal.Interop.Tests.Parity;

/// <summary>What other programs print, taken apart.</summary>
public static partial class ParityText
{
    /// <summary>A hardware profile by its short name.</summary>
    public static HardwareProfile Profile(string name) => name switch
    {
        "idrac" => ServerProfiles.Idrac,
        "ilo" => ServerProfiles.Ilo,
        "supermicro" => ServerProfiles.Supermicro,
        "lenovo" => ServerProfiles.Lenovo,
        "odd" => ServerProfiles.Odd,
        _ => HardwareProfile.Standard,
    };

    /// <summary>Fields of a section of <c>ipmi-config --checkout</c>: those that are not commented out.</summary>
    public static Dictionary<string, string> Section(string checkout, string name)
    {
        var fields = new Dictionary<string, string>();
        var inside = false;
        foreach (var line in checkout.Split('\n'))
        {
            var text = line.Trim();
            if (text.StartsWith("Section ", StringComparison.Ordinal))
                inside = text == $"Section {name}";
            else if (inside && text.Length > 0 && text[0] != '#' && text != "EndSection")
                fields[text.Split([' ', '\t'], 2)[0]] = text.Contains(' ', StringComparison.Ordinal) ? text[text.IndexOf(' ', StringComparison.Ordinal)..].Trim() : "";
        }

        Assert.True(fields.Count > 0, $"ipmi-config printed no section {name}:\n{checkout}");
        return fields;
    }

    /// <summary>The rows of <c>ipmitool user list</c>: id, name, callin, link authentication, messaging, privilege.</summary>
    public static List<(int Id, string Name, bool Callin, bool Link, bool Messaging, string Privilege)> Users(string output)
    {
        var users = new List<(int, string, bool, bool, bool, string)>();
        foreach (Match match in UserRow().Matches(output))
        {
            users.Add((
                int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), match.Groups[2].Value, match.Groups[3].Value == "true",
                match.Groups[4].Value == "true", match.Groups[5].Value == "true", match.Groups[6].Value));
        }

        return users;
    }

    /// <summary>The cells of a table, rows by lines and columns by two blanks or more or by a bar, without its head.</summary>
    public static List<string[]> Table(string output, char separator = ' ') =>
    [
        .. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => separator == ' ' ? TwoBlanks().Split(line.Trim()) : [.. line.Split(separator).Select(cell => cell.Trim())]),
    ];

    [GeneratedRegex(@"^(\d+)\s+(\S*)\s+(true|false)\s+(true|false)\s+(true|false)\s+(\S.*?)\s*$", RegexOptions.Multiline)]
    private static partial Regex UserRow();

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex TwoBlanks();
}
