using System.Globalization;
using System.Text;

namespace Portal.Fleet.Inventory;

/// <summary>Collects what a part says. What a BMC tells is cut, cleaned and counted: it is not to be trusted.</summary>
internal sealed class PartFields
{
    private readonly List<InventoryField> _fields = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public IReadOnlyList<InventoryField> All => _fields;

    /// <summary>Adds a field, unless it says nothing, or there are too many.</summary>
    public PartFields Add(string key, string? value, bool isCode = false, bool isPrivate = false)
    {
        if (_fields.Count < InventorySnapshot.MaxFields && Clean(value, InventorySnapshot.MaxValue) is { Length: > 0 } text && _keys.Add(key))
            _fields.Add(new InventoryField(key, text) { IsCode = isCode, IsPrivate = isPrivate });
        return this;
    }

    public PartFields Add(string key, FormattableString value, bool isCode = false, bool isPrivate = false) => Add(key, value.ToString(CultureInfo.InvariantCulture), isCode, isPrivate);

    /// <summary>Text without what moves a cursor, turns directions or cannot be seen, and no longer than it may be.</summary>
    public static string Clean(string? text, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var clean = new StringBuilder(Math.Min(text.Length, most));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > most)
                break;
            clean.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? "\uFFFD" : rune.ToString());
        }

        return clean.ToString().Trim();
    }
}
