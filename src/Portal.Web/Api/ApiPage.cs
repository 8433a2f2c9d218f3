using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Portal.Web.Api;

/// <summary>One page of a list.</summary>
/// <param name="Items">At most <c>limit</c> of them.</param>
/// <param name="NextCursor">Pass it as <c>cursor</c> for the next page; null at the end.</param>
internal sealed record ApiPage<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Cuts a page out of a list that is in a fixed order.</summary>
internal static class ApiPage
{
    public const int DefaultLimit = 100;

    public const int MostLimit = 1000;

    /// <summary>Reads <c>limit</c>; text, so that a wrong one gets our own words.</summary>
    public static int ReadLimit(string? limit)
    {
        if (string.IsNullOrEmpty(limit))
            return DefaultLimit;
        return int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostLimit
            ? number
            : throw new InvalidRequestException("invalid_limit", $"limit must be a whole number from 1 to {MostLimit}.", "limit");
    }

    /// <summary>
    /// The page behind <paramref name="cursor"/>. A cursor holds the key of the last item before it, so what is added or removed meanwhile
    /// neither repeats nor hides anything else.
    /// </summary>
    /// <param name="ordered">The whole list, ordered by <paramref name="key"/> ordinally, or the other way round when <paramref name="descending"/>.</param>
    public static ApiPage<TOut> Cut<TIn, TOut>(
        IEnumerable<TIn> ordered, string? cursor, int limit, Func<TIn, string> key, Func<TIn, TOut> map, bool descending = false)
    {
        if (!string.IsNullOrEmpty(cursor))
        {
            var last = Decode(cursor);
            ordered = ordered.SkipWhile(item => Math.Sign(string.CompareOrdinal(key(item), last)) * (descending ? -1 : 1) <= 0);
        }
        var items = ordered.Take(limit + 1).ToList();
        var more = items.Count > limit;
        if (more)
            items.RemoveAt(limit);
        return new ApiPage<TOut>(items.ConvertAll(item => map(item)), more ? Encode(key(items[^1])) : null);
    }

    private static string Encode(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    private static string Decode(string cursor)
    {
        if (cursor.Length <= 500 && Base64Url.IsValid(cursor))
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        throw new InvalidRequestException("invalid_cursor", "cursor must be the nextCursor of an earlier answer.", "cursor");
    }
}
