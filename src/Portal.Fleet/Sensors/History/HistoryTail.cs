namespace Portal.Fleet.Sensors.History;

/// <summary>The minutes of one server that are not on disk yet. Pure but for its lock.</summary>
internal sealed class HistoryTail
{
    /// <summary>Minutes kept while the database cannot be written; the oldest go first.</summary>
    private const int MaxMinutes = 120;

    private readonly Lock _lock = new();
    private readonly List<MinuteFrame> _frames = [];
    private bool _isDirty;

    /// <summary>When the oldest minute was begun that is not on disk; null when all are.</summary>
    public DateTimeOffset? DirtySince
    {
        get
        {
            lock (_lock)
                return _isDirty && _frames.Count > 0 ? _frames[0].At : null;
        }
    }

    /// <summary>The last hour that was drawn together; null when it is not known.</summary>
    public DateTimeOffset? RolledUpTo { get; set; }

    /// <summary>Minutes that were lost because the database could not be written.</summary>
    public int Dropped { get; private set; }

    public void Add(DateTimeOffset at, SensorSnapshot snapshot)
    {
        var minute = HistoryTier.Minute.PointOf(at);
        var set = SeriesSet.Of(snapshot.Records);
        lock (_lock)
        {
            if (_frames.Count == 0 || _frames[^1].At != minute || !ReferenceEquals(_frames[^1].Set, set))
            {
                // A clock that was set back does not rewrite what was.
                if (_frames.Count > 0 && _frames[^1].At > minute)
                    return;
                if (_frames.Count >= MaxMinutes)
                {
                    _frames.RemoveAt(0);
                    Dropped++;
                }

                _frames.Add(new MinuteFrame(minute, set));
            }

            _frames[^1].Add(snapshot);
            _isDirty = true;
        }
    }

    /// <summary>All minutes as blocks, for a chart or for the disk.</summary>
    public IReadOnlyList<HistoryBlock> ToBlocks()
    {
        lock (_lock)
        {
            var blocks = new List<HistoryBlock>(2);
            foreach (var frame in _frames)
            {
                var start = HistoryTier.Minute.BlockOf(frame.At);
                if (blocks.Count == 0 || blocks[^1].Start != start)
                    blocks.Add(new HistoryBlock(HistoryTier.Minute, start));
                frame.CopyTo(blocks[^1]);
            }

            return blocks;
        }
    }

    /// <summary>Minutes up to a moment are on disk. The one that goes on stays until it is over.</summary>
    public void Stored(DateTimeOffset before)
    {
        lock (_lock)
        {
            _frames.RemoveAll(frame => frame.At < before);
            _isDirty = _frames.Count > 0;
        }
    }
}
