using System.Net;

namespace Portal.Fleet.Inventory;

/// <summary>
/// Customers never learn a BMC's address or hardware address, and these turn up in many places: GUIDs made from a MAC, FRU fields, URLs. What contains one is marked when it is
/// read, while both are known, and left out of what others than administrators see. Pure.
/// </summary>
internal static class InventoryPrivacy
{
    private const int MacDigits = 12;

    /// <summary>Marks what tells where the BMC is.</summary>
    /// <param name="parts">All of one reading.</param>
    /// <param name="addresses">Where the portal reaches it.</param>
    public static IReadOnlyList<InventoryPart> Mark(IReadOnlyList<InventoryPart> parts, params ReadOnlySpan<string> addresses)
    {
        var (macs, places) = (new List<string>(), new List<string>());
        foreach (var address in addresses)
            AddPlace(places, address);
        foreach (var part in parts.Where(part => part.IsPrivate))
        {
            if (part["mac"] is { } mac && Digits(mac) is { Length: MacDigits } digits)
            {
                macs.Add(digits);
                macs.Add(Backwards(digits));
            }

            if (part["address"] is { } address)
                AddPlace(places, address);
        }

        return [.. parts.Select(part => part with { Fields = [.. part.Fields.Select(field => field with { IsPrivate = field.IsPrivate || part.IsPrivate || Tells(field.Value, macs, places) })] })];
    }

    /// <summary>The parts as those see them who do not administer the BMC.</summary>
    public static IReadOnlyList<InventoryPart> WithoutPrivate(IReadOnlyList<InventoryPart> parts) =>
        [.. parts.Where(part => !part.IsPrivate).Select(part => part with { Fields = [.. part.Fields.Where(field => !field.IsPrivate)], Problem = null })];

    private static void AddPlace(List<string> places, string address)
    {
        // Nobody's address tells nothing, and stands in many a text.
        if (IPAddress.TryParse(address, out var parsed) && !parsed.Equals(IPAddress.Any) && !parsed.Equals(IPAddress.IPv6Any))
            places.Add(parsed.ToString());
    }

    private static bool Tells(string value, List<string> macs, List<string> places)
    {
        if (places.Exists(place => value.Contains(place, StringComparison.OrdinalIgnoreCase)))
            return true;
        var digits = macs.Count == 0 ? "" : Digits(value);
        return digits.Length >= MacDigits && macs.Exists(mac => digits.Contains(mac, StringComparison.Ordinal));
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiHexDigit).Select(char.ToUpperInvariant));

    private static string Backwards(string digits) => string.Concat(Enumerable.Range(0, digits.Length / 2).Reverse().Select(i => digits.Substring(i * 2, 2)));
}
