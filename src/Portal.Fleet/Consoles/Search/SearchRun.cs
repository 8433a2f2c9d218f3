using Portal.Fleet.Consoles.Storage;

namespace Portal.Fleet.Consoles.Search;

/// <summary>
/// One search under way. The newest text first, then files and blocks by the time of their newest line, so that at every moment there is a time back to
/// which everything was seen on all consoles: only what is newer is told, in the order in which it is told again should the search go on later.
/// </summary>
internal sealed class SearchRun
{
    private readonly SearchRequest _request;
    private readonly LineMatcher _matcher;
    private readonly RecordDisk _disk;
    private readonly long _since;
    private readonly SearchPlace _before;
    private readonly Lock _lock = new();
    private readonly PriorityQueue<SearchWork, long> _queue = new();
    private readonly long[] _underWay;
    private readonly SortedSet<(SearchPlace Place, ConsoleHit Hit)> _found = new(Comparer<(SearchPlace Place, ConsoleHit Hit)>.Create((left, right) => left.Place.CompareTo(right.Place)));
    private readonly Dictionary<SearchConsole, int> _left = [];
    private long _bytes;
    private long _totalBytes;
    private int _told;
    private SearchPlace? _lastTold;

    // More was found than is asked for: it is found again by who goes on.
    private bool _leftOut;

    public SearchRun(SearchRequest request, RecordDisk disk, int workers)
    {
        _request = request;
        _matcher = new LineMatcher(request.Query.Wanted, request.Query.Unwanted);
        _disk = disk;
        _since = request.Query.Since?.ToUnixTimeMilliseconds() ?? long.MinValue;
        var until = request.Query.Until is { } end ? SearchPlace.At(end.ToUnixTimeMilliseconds()) : SearchPlace.At(long.MaxValue - 1);
        _before = request.Before is { } before && before > until ? before : until;
        _underWay = new long[workers];
        Array.Fill(_underWay, long.MinValue);
        Consoles = [];
    }

    public IReadOnlyList<(SearchConsole Console, ServerRecord Record)> Consoles { get; private set; }

    /// <summary>Looks through the newest text, and notes the files that come next.</summary>
    public void Begin(IReadOnlyList<(SearchConsole Console, ServerRecord Record)> consoles, RecordIndexer indexer, long now, CancellationToken ct)
    {
        Consoles = consoles;
        List<SearchWork> work;
        while (true)
        {
            var recent = new RecentText(_matcher, indexer);
            try
            {
                work = recent.Read(consoles, now, Take, ct);
                _bytes = _totalBytes = recent.Bytes;
                break;
            }
            catch (ObjectDisposedException)
            {
                // A file of the log became segments this moment.
                _found.Clear();
                _leftOut = false;
            }
        }

        lock (_lock)
        {
            foreach (var item in work)
            {
                _totalBytes += item.Part.End - item.Part.Start;
                if (item.Part.LastTime < _since || (item.Part is SegmentFile segment && segment.FirstTime > _before.Time))
                {
                    _bytes += item.Part.End - item.Part.Start;
                    continue;
                }

                Enqueue(item);
            }
        }
    }

    /// <summary>Works until nothing is left, enough was found, or the time is over.</summary>
    public void Work(int worker, CancellationToken ct)
    {
        using var reader = new SearchReader(_matcher, _disk);
        while (!ct.IsCancellationRequested && TryTake(worker, out var work))
        {
            var done = false;
            try
            {
                Run(reader, work, ct);
                done = true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Dropped by retention or deleted with its server this moment, or the disk does not give it back: nothing is found in it.
                done = true;
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                // What it found so far is kept; it counts as not looked at.
            }

            lock (_lock)
            {
                if (!done)
                    _queue.Enqueue(work, -work.NewestTime);
                else if (--System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(_left, work.Console) == 0)
                    _left.Remove(work.Console);
                _underWay[worker] = long.MinValue;
            }
        }
    }

    /// <summary>What may be told since the last time, and how far the search is.</summary>
    public SearchStep Step(TimeSpan elapsed, bool isLast)
    {
        lock (_lock)
        {
            var frontier = Frontier();
            var limit = SearchPlace.At(frontier == long.MinValue ? long.MinValue + 1 : frontier);
            var hits = new List<ConsoleHit>();
            while (_told < _request.Limit && _found.Count > 0 && (frontier == long.MinValue || _found.Min.Place < limit))
            {
                hits.Add(_found.Min.Hit);
                _lastTold = _found.Min.Place;
                _found.Remove(_found.Min);
                _told++;
            }

            var complete = frontier == long.MinValue && _found.Count == 0 && !_leftOut;
            SearchPlace? next = complete || !isLast ? null : IsFull || frontier == long.MinValue ? _lastTold : limit;
            var backTo = complete ? (long?)null : IsFull ? _lastTold!.Value.Time : frontier;
            return new SearchStep(hits, new SearchCoverage(
                Consoles.Count, Consoles.Count - _left.Count, backTo is > 0 and < 253402300799999 ? DateTimeOffset.FromUnixTimeMilliseconds(backTo.Value) : null,
                complete, _bytes, _totalBytes, elapsed, next));
        }
    }

    /// <summary>As many were told as were asked for.</summary>
    public bool IsFull => _told >= _request.Limit;

    /// <summary>There is something to take.</summary>
    public bool HasWork
    {
        get
        {
            lock (_lock)
                return HasWorkNow(out _);
        }
    }

    // Under the lock: not when enough was found that is newer than all that is left.
    private bool HasWorkNow(out SearchWork work) =>
        _queue.TryPeek(out work, out _) && !IsFull && !(_told + _found.Count >= _request.Limit && _found.Count > 0 && _found.Max.Place < SearchPlace.At(work.NewestTime));

    // Under the lock.
    private long Frontier()
    {
        var newest = _queue.TryPeek(out _, out var key) ? -key : long.MinValue;
        foreach (var time in _underWay)
            newest = Math.Max(newest, time);
        return newest;
    }

    private bool TryTake(int worker, out SearchWork work)
    {
        lock (_lock)
        {
            if (!HasWorkNow(out work))
                return false;
            _queue.Dequeue();
            _underWay[worker] = work.NewestTime;
            return true;
        }
    }

    // Under the lock.
    private void Enqueue(in SearchWork work)
    {
        _queue.Enqueue(work, -work.NewestTime);
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_left, work.Console, out _)++;
    }

    private void Run(SearchReader reader, in SearchWork work, CancellationToken ct)
    {
        if (work.Block is { } block)
        {
            reader.Find(work, block, Take, ct);
            Interlocked.Add(ref _bytes, block.Block.End - block.Block.First);
        }
        else if (work.Part is SegmentFile segment)
        {
            var blocks = reader.Candidates(segment, work.Console.Charset, out var ruledOut);
            Interlocked.Add(ref _bytes, ruledOut);
            lock (_lock)
            {
                foreach (var candidate in blocks)
                {
                    if (candidate.Block.LastTime >= _since && candidate.Block.FirstTime <= _before.Time)
                        Enqueue(work with { Block = candidate });
                    else
                        _bytes += candidate.Block.End - candidate.Block.First;
                }
            }
        }
        else
        {
            reader.FindAll(work, Take, ct);
            Interlocked.Add(ref _bytes, work.Part.End - work.Part.Start);
        }
    }

    private void Take(SearchConsole console, long offset, long time, string text)
    {
        var place = new SearchPlace(time, console.Id, offset);
        if (time < _since || place <= _before || offset < console.From)
            return;
        var hit = new ConsoleHit(console.Id, console.Name, offset, DateTimeOffset.FromUnixTimeMilliseconds(time), text) { From = console.From };
        lock (_lock)
        {
            _found.Add((place, hit));
            if (_found.Count <= _request.Limit)
                return;
            _found.Remove(_found.Max);
            _leftOut = true;
        }
    }
}
