using System.Globalization;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Search;

/// <summary>A place in the order in which lines are found: newest first, then by server, then the later offset first.</summary>
public readonly record struct SearchPlace(long Time, BmcId Server, long Offset) : IComparable<SearchPlace>
{
    private static readonly BmcId s_lastServer = new(Guid.AllBitsSet);

    /// <summary>Before everything of a time (in milliseconds of Unix time) and behind everything newer.</summary>
    public static SearchPlace At(long time) => new(time + 1, s_lastServer, -1);

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out SearchPlace place)
    {
        place = default;
        var parts = text.Split('.');
        if (parts.Length != 3 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var time) || !BmcId.TryParse(parts[1], out var server)
            || !long.TryParse(parts[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var offset))
            return false;
        place = new SearchPlace(time, server, offset);
        return true;
    }

    public int CompareTo(SearchPlace other)
    {
        var order = other.Time.CompareTo(Time);
        if (order == 0)
            order = Server.Value.CompareTo(other.Server.Value);
        return order != 0 ? order : other.Offset.CompareTo(Offset);
    }

    public static bool operator <(SearchPlace left, SearchPlace right) => left.CompareTo(right) < 0;

    public static bool operator >(SearchPlace left, SearchPlace right) => left.CompareTo(right) > 0;

    public static bool operator <=(SearchPlace left, SearchPlace right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SearchPlace left, SearchPlace right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Time}.{Server}.{Offset}");
}
