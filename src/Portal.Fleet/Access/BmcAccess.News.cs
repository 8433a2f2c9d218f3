using System.Runtime.CompilerServices;
using Portal.Fleet.Alerts;
using Portal.Fleet.Events;
using Portal.Fleet.News;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;

namespace Portal.Fleet.Access;

/// <summary>News of the servers that a caller may see.</summary>
public sealed partial class BmcAccess
{
    private const int NewsAtOnce = 256;

    /// <summary>
    /// What happens from now on, or since the piece whose id is given, on the servers that the caller may see; without end. Rights are asked anew for each piece: what ends,
    /// ends at once. Where something can no longer be told, a <see cref="NewsGap"/> stands for it.
    /// </summary>
    /// <param name="caller">Who.</param>
    /// <param name="after">Id of the last piece that was seen; null for from now on.</param>
    /// <param name="follow">False ends with what there is.</param>
    /// <param name="ct">Ends it.</param>
    public async IAsyncEnumerable<NewsView> FollowNewsAsync(Caller caller, string? after, bool follow, [EnumeratorCancellation] CancellationToken ct)
    {
        var ring = _desk.News;
        var next = after is null ? ring.Next : ring.After(after) ?? 0;
        if (next == 0)
        {
            next = ring.Next;
            yield return new NewsView(ring.IdOf(next - 1), _desk.Time.GetUtcNow(), null, new NewsGap("restarted"));
        }

        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var added = ring.Added;
            var (items, hasGap) = ring.Read(next, NewsAtOnce);
            if (hasGap)
                yield return new NewsView(ring.IdOf(items[0].Number - 1), items[0].At, null, new NewsGap("too_old"));
            foreach (var item in items)
            {
                next = item.Number + 1;
                var rights = await _desk.Grants.GetAsync(caller, ct);
                if (await _desk.Servers.FindAsync(item.ServerId, ct) is { } row && Tells(rights.On(row), row, item))
                    yield return new NewsView(ring.IdOf(item.Number), item.At, (row.Id, row.Name), item.What);
            }

            if (items.Count > 0)
                continue;
            if (!follow)
                yield break;
            await added.WaitAsync(ct);
        }
    }

    private static bool Tells(BmcRight rights, Server row, NewsItem item)
    {
        var needed = item.What switch { AlertView => BmcRight.View | BmcRight.ConsoleRead, EventView => BmcRight.View | BmcRight.EventsRead, _ => BmcRight.View };
        if ((rights & needed) != needed)
            return false;
        var sight = Sight.Of(row, rights);
        return item.What is AlertView { FirstOffset: { } offset } ? sight.Covers(offset) && sight.Covers(item.NotBefore) : sight.Covers(item.NotBefore);
    }
}
