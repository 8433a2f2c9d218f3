using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Portal.Fleet.Configuration.Raw;

/// <summary>Which commands may be sent by number: <c>Portal:Bmc:RawAllowed</c>, or the standard's commands that only read. Some never may.</summary>
public sealed class RawPolicy
{
    /// <summary>DCMI's group number: the first byte of all its commands.</summary>
    private const byte Dcmi = 0xDC;

    /// <summary>LAN parameters that hold a secret: the community string.</summary>
    private const byte Community = 16;

    // Whoever could send these would set a password, get around this list, take the session's place, or change the firmware.
    private static readonly FrozenSet<(byte NetFn, byte Command)> s_never = ParseAll(
        "06/0A 06/0B 06/0C 06/0D 06/0E 06/0F 06/33 06/34 06/35 06/36 06/39 06/3A 06/3B 06/3C 06/43 06/45 06/47 06/48 06/49 06/4C 06/52 06/55 06/56 06/60");

    private static readonly FrozenSet<(byte NetFn, byte Command)> s_reading = ParseAll(
        "00/00 00/01 00/07 00/09 00/0F "
        + "04/01 04/10 04/13 04/15 04/20 04/21 04/23 04/25 04/27 04/29 04/2B 04/2D 04/2F "
        + "06/01 06/04 06/07 06/08 06/25 06/2F 06/31 06/37 06/38 06/3D 06/41 06/42 06/44 06/46 06/4A 06/4B 06/4D 06/4E 06/4F 06/54 06/59 "
        + "0A/10 0A/11 0A/20 0A/21 0A/23 0A/28 0A/40 0A/41 0A/43 0A/48 0A/5A 0A/5C "
        + "0C/02 0C/04 0C/22 "
        + "2C/01 2C/02 2C/03 2C/06 2C/07 2C/09 2C/0C 2C/10 2C/13");

    private readonly FrozenSet<(byte NetFn, byte Command)> _allowed;

    private RawPolicy(FrozenSet<(byte NetFn, byte Command)> allowed, bool bridging) => (_allowed, AllowsBridging) = (allowed, bridging);

    /// <summary>Commands may go on to the controllers behind the BMC.</summary>
    public bool AllowsBridging { get; }

    /// <summary>Whether the list is the built-in one.</summary>
    public bool IsBuiltIn => ReferenceEquals(_allowed, s_reading);

    /// <summary>The commands, for showing: <c>06/01</c>.</summary>
    public IReadOnlyList<string> Allowed => [.. _allowed.Order().Select(code => string.Create(CultureInfo.InvariantCulture, $"{code.NetFn:X2}/{code.Command:X2}"))];

    /// <summary>Reads the option; <paramref name="error"/> is one sentence that names the key, the value and what is allowed.</summary>
    public static bool TryParse(IReadOnlyCollection<string> entries, bool bridging, [NotNullWhen(true)] out RawPolicy? policy, [NotNullWhen(false)] out string? error)
    {
        (policy, error) = (null, null);
        if (entries.Count == 0)
        {
            policy = new RawPolicy(s_reading, bridging);
            return true;
        }

        var codes = new HashSet<(byte, byte)>();
        foreach (var entry in entries)
        {
            if (entry.Equals("none", StringComparison.OrdinalIgnoreCase) && entries.Count == 1)
                break;
            if (!TryParse(entry, out var code))
            {
                error = $"Portal:Bmc:RawAllowed holds \"{entry}\": give commands as NETFN/COMMAND in hexadecimal with an even NetFn, such as 06/01, or none.";
                return false;
            }

            if (s_never.Contains(code))
            {
                error = $"Portal:Bmc:RawAllowed holds \"{entry}\": this command sets a password, passes others on, or opens sessions, and is never sent by number.";
                return false;
            }

            codes.Add(code);
        }

        policy = new RawPolicy(codes.ToFrozenSet(), bridging);
        return true;
    }

    /// <summary>Why a command is not sent; null when it is. It judges the very bytes that go out.</summary>
    public string? Refuse(byte netFn, byte command, ReadOnlySpan<byte> data)
    {
        if (netFn > 0x3E || (netFn & 1) != 0)
            return "A request has an even network function from 00h to 3Eh.";
        if (s_never.Contains((netFn, command)))
            return "This command sets a password, passes others on, or opens sessions: it is never sent by number.";
        if (!_allowed.Contains((netFn, command)))
            return "This command is not in Portal:Bmc:RawAllowed.";

        // What follows holds for every list: the group of an extension is part of the command, and secrets are not read by number.
        if (netFn == 0x2C && (data.IsEmpty || data[0] != Dcmi))
            return "Of the group extensions only those of DCMI are allowed: the data begins with DCh.";
        return (netFn, command) == (0x0C, 0x02) && data.Length >= 2 && data[1] == Community ? "This LAN parameter is a secret." : null;
    }

    private static bool TryParse(string entry, out (byte NetFn, byte Command) code)
    {
        code = default;
        var parts = entry.Split('/', StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || !byte.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var netFn)
            || !byte.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var command) || netFn > 0x3E || (netFn & 1) != 0)
            return false;
        code = (netFn, command);
        return true;
    }

    private static FrozenSet<(byte NetFn, byte Command)> ParseAll(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(entry => TryParse(entry, out var code) ? code : throw new FormatException(entry)).ToFrozenSet();
}
