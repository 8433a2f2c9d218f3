using System.Collections.Concurrent;
using System.Collections.Immutable;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Status;

/// <summary>The latest <see cref="BmcStatus"/> of every BMC, in memory. Links write, pages read through <c>BmcAccess</c>.</summary>
public sealed class StatusBoard
{
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<BmcId, BmcStatus> _statuses = new();
    private readonly ConcurrentDictionary<BmcId, ImmutableArray<Subscription>> _subscriptions = new();
    private readonly Lock _subscribing = new();
    private ImmutableArray<Subscription> _toAll = [];
    private long _changeNumber;

    internal StatusBoard(TimeProvider time) => _time = time;

    /// <summary>Grows with every change of any status.</summary>
    public long ChangeNumber => Interlocked.Read(ref _changeNumber);

    /// <summary>
    /// Calls <paramref name="onChange"/> (without content: read through the gate) at most four times a second after changes; the last change is always told.
    /// Dispose to end.
    /// </summary>
    /// <param name="only">One BMC, or null for all.</param>
    /// <param name="onChange">Must not block.</param>
    public IDisposable Subscribe(BmcId? only, Action onChange)
    {
        var subscription = new Subscription(onChange, _time, ended => Remove(only, ended));
        lock (_subscribing)
        {
            if (only is { } id)
                _subscriptions[id] = _subscriptions.GetValueOrDefault(id, []).Add(subscription);
            else
                ImmutableInterlocked.Update(ref _toAll, all => all.Add(subscription));
        }

        return subscription;
    }

    /// <summary>How many have reported.</summary>
    internal int Count => _statuses.Count;

    /// <summary>The latest of all that have reported.</summary>
    internal IEnumerable<BmcStatus> All
    {
        get
        {
            foreach (var (_, status) in _statuses)
                yield return status;
        }
    }

    /// <summary>Whether a BMC has reported and is not gone.</summary>
    internal bool Has(BmcId id) => _statuses.ContainsKey(id);

    /// <summary>The latest status; an idle one for a BMC that never reported.</summary>
    internal BmcStatus Get(BmcId id) => _statuses.TryGetValue(id, out var status) ? status : new BmcStatus(id);

    /// <summary>Replaces a status atomically and tells the subscribers.</summary>
    internal BmcStatus Update(BmcId id, Func<BmcStatus, BmcStatus> change)
    {
        var status = _statuses.AddOrUpdate(id, key => change(new BmcStatus(key)), (_, old) => change(old));
        Tell(id);
        return status;
    }

    internal void Remove(BmcId id)
    {
        _statuses.TryRemove(id, out _);
        Tell(id);
    }

    private void Tell(BmcId id)
    {
        Interlocked.Increment(ref _changeNumber);
        foreach (var subscription in _toAll)
            subscription.Changed();
        if (_subscriptions.TryGetValue(id, out var subscriptions))
        {
            foreach (var subscription in subscriptions)
                subscription.Changed();
        }
    }

    private void Remove(BmcId? only, Subscription ended)
    {
        lock (_subscribing)
        {
            if (only is not { } id)
            {
                ImmutableInterlocked.Update(ref _toAll, all => all.Remove(ended));
            }
            else if (_subscriptions.TryGetValue(id, out var present))
            {
                if (present.Remove(ended) is { Length: > 0 } rest)
                    _subscriptions[id] = rest;
                else
                    _subscriptions.TryRemove(id, out _);
            }
        }
    }
}
