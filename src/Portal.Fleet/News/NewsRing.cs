using System.Globalization;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;

namespace Portal.Fleet.News;

/// <summary>
/// The latest news, so many and no more: full, the oldest goes. Each reader is at a place of its own and pulls, so that one that does not read holds up nobody and costs nothing;
/// one that was overtaken is told so.
/// </summary>
internal sealed class NewsRing(TimeProvider time)
{
    /// <summary>A few minutes of a large fleet in trouble, hours of one that is well.</summary>
    public const int Capacity = 8192;

    private readonly NewsItem?[] _items = new NewsItem?[Capacity];
    private readonly Lock _lock = new();
    private readonly Pulse _added = new();

    // Numbers begin anew with each run: ids of another are told apart by this.
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private long _next = 1;

    /// <summary>The number that the next piece will have.</summary>
    public long Next
    {
        get
        {
            lock (_lock)
                return _next;
        }
    }

    /// <summary>Completes when something is added. Take it before reading.</summary>
    public Task Added => _added.Next;

    public void Add(BmcId server, DateTimeOffset? notBefore, object what)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            _items[_next % Capacity] = new NewsItem(_next, now, server, notBefore ?? now, what);
            _next++;
        }

        _added.Beat();
    }

    /// <summary>News from a number on, oldest first, at most so many; and whether some before the first of them are gone.</summary>
    public (IReadOnlyList<NewsItem> Items, bool HasGap) Read(long from, int most)
    {
        lock (_lock)
        {
            var first = Math.Max(1, _next - Capacity);
            var start = Math.Max(from, first);
            var items = new List<NewsItem>();
            for (var number = start; number < _next && items.Count < most; number++)
                items.Add(_items[number % Capacity]!);
            return (items, from < first);
        }
    }

    public string IdOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{_run}-{number}");

    /// <summary>Where whoever saw an id goes on; null for an id of another run, or one that never was.</summary>
    public long? After(string id) => id.Split('-') is [var run, var text] && run == _run && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < Next ? number + 1 : null;
}
