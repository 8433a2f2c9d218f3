using System.Globalization;
using System.Net;
using System.Text;
using Portal.Fleet.Consoles;
using Portal.Fleet.Links;
using Portal.Ipmi;

namespace Portal.Fleet.Servers;

/// <summary>What a server's fields may hold. Each method answers the value to store or throws <see cref="InvalidServerException"/>.</summary>
internal static class ServerRules
{
    public const int MaxName = 64;
    public const int MaxLabel = 64;
    public const int MaxNotes = 4000;
    public const int MaxTags = 20;
    public const int MaxTag = 32;
    public const int MaxUserName = 16;
    public const int MaxPassword = 20;

    public static string Name(string name)
    {
        var text = name.Trim();
        if (text.Length is 0 or > MaxName || !IsVisible(text))
            throw new InvalidServerException("name", "name_invalid", $"A server's name is 1 to {MaxName} visible characters.");
        return text;
    }

    /// <summary>The address in its one canonical form.</summary>
    public static IPAddress Address(string address) => NetworkPolicy.TryReadAddress(address.Trim(), out var parsed)
        ? parsed
        : throw new InvalidServerException("address", "address_invalid", "The BMC's address must be an IP address, for example 10.20.0.17 or 2001:db8::17.");

    public static int Port(int port) => port is >= 1 and <= 65535
        ? port
        : throw new InvalidServerException("port", "port_invalid", "The BMC's UDP port must be from 1 to 65535; IPMI uses 623.");

    public static string UserName(string userName)
    {
        // IPMI 2.0 §22.28: 16 bytes. The null user is refused: it is the anonymous login.
        if (userName.Length == 0 || !IsVisible(userName) || Encoding.UTF8.GetByteCount(userName) > MaxUserName)
            throw new InvalidServerException("username", "username_invalid", $"The BMC's user name is 1 to {MaxUserName} bytes long.");
        return userName;
    }

    public static SecretBytes Password(SecretBytes password)
    {
        // IPMI 2.0 §22.30: 20 bytes.
        if (password.Length is 0 or > MaxPassword || password.Reveal().Contains((byte)0))
            throw new InvalidServerException("password", "password_invalid", $"The BMC's password is 1 to {MaxPassword} bytes long: IPMI 2.0 knows no longer ones.");
        return password;
    }

    /// <summary>Null for 0, which means as many as elsewhere.</summary>
    public static int? KeepDays(int days) => days is >= 0 and <= ValidateConsoleOptions.MostDays
        ? Kept(days)
        : throw new InvalidServerException("consoleKeepDays", "keep_days_invalid", $"A console is kept for 1 to {ValidateConsoleOptions.MostDays} days, or 0 for as many as elsewhere.");

    /// <summary>Null for 0, which means as many as elsewhere.</summary>
    public static int? KeepMegabytes(int megabytes) => megabytes is >= 0 and <= ValidateConsoleOptions.MostMegabytes
        ? Kept(megabytes)
        : throw new InvalidServerException(
            "consoleKeepMegabytes", "keep_megabytes_invalid", $"Of a console 1 to {ValidateConsoleOptions.MostMegabytes} megabytes are kept, or 0 for as many as elsewhere.");

    private static int? Kept(int value) => value == 0 ? null : value;

    public static string? Label(string field, string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length > MaxLabel || !IsVisible(text))
            throw new InvalidServerException(field, $"{field}_invalid", $"The {field} is at most {MaxLabel} visible characters.");
        return text;
    }

    public static string? Notes(string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length > MaxNotes || !IsVisible(text.Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace('\t', ' ')))
            throw new InvalidServerException("notes", "notes_invalid", $"The notes are at most {MaxNotes} characters of plain text.");
        return text;
    }

    /// <summary>What is not recorded anyway cannot have to be.</summary>
    public static ConsoleRecording Recording(ConsoleRecording recording, ConsolePolicy policy) =>
        recording == ConsoleRecording.Required && policy is ConsolePolicy.MemoryOnly or ConsolePolicy.Off
            ? throw new InvalidServerException("consoleRecording", "recording_without_record", "A console whose policy keeps no record cannot require one.")
            : recording;

    public static List<string> Tags(IReadOnlyList<string> tags)
    {
        var list = tags.Select(tag => tag.Trim()).Where(tag => tag.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (list.Count > MaxTags || list.Exists(tag => tag.Length > MaxTag || !IsVisible(tag) || tag.Any(char.IsWhiteSpace) || tag.Contains(',', StringComparison.Ordinal)))
            throw new InvalidServerException("tags", "tags_invalid", $"A server has at most {MaxTags} tags of at most {MaxTag} characters, without spaces and commas.");
#pragma warning disable CA1308 // Tags are shown and typed in lower case.
        return list.ConvertAll(tag => tag.ToLowerInvariant());
#pragma warning restore CA1308
    }

    /// <summary>Well-formed, and nothing that is invisible, changes direction or moves the cursor.</summary>
    private static bool IsVisible(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
                return false;
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                return false;
        }

        return true;
    }
}
