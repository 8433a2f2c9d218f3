using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>
/// One server's record: files with its older bytes, and the places of its newest in the commit log. A byte that was compacted this moment is
/// in both, and the file is looked at first.
/// </summary>
internal sealed partial class ServerRecord : IConsoleRecord
{
    private readonly ConsoleStore _store;
    private readonly string _directory;
    private readonly Lock _lock = new();

    // Held while files are written or deleted, never together with IO of readers.
    private readonly Lock _files = new();
    private readonly List<RecordPart> _parts;
    private readonly List<LogExtent> _extents = [];
    private readonly bool _skipped;
    private ConsoleBuffer? _buffer;
    private ConsolePolicy _policy;
    private ConsoleRecording _recording;
    private RecordRetention _retention;
    private long _next;
    private long _lastTime;
    private byte _tailGap;
    private volatile bool _deleted;

    /// <param name="extents">What the log holds of it, in order.</param>
    /// <param name="lastTime">Of the newest byte in the log.</param>
    /// <param name="skip">How many offsets to leave out, because they may have been given to bytes that a crash took.</param>
    /// <param name="keptBytes">The crash took no byte that was meant to be recorded.</param>
    public ServerRecord(ConsoleStore store, BmcId id, string directory, IReadOnlyList<LogExtent> extents, long lastTime, long skip, bool keptBytes)
    {
        _store = store;
        _directory = directory;
        _retention = store.Options.Retention;
        Id = id;
        _parts = ServerFiles.Load(store.Disk, directory, id, extents.Count == 0 ? long.MaxValue : extents[0].Offset, out var unreadable);
        if (unreadable)
            skip += LogFile.Jump;
        SkipDeleted();
        _next = _parts.Count == 0 ? _beginning : _parts[^1].End;
        _tailGap = _parts.Count > 0 ? _parts[^1].TailGap : _beginning > 0 ? ConsoleGap.CodeOf(ConsoleGap.NotKept) : (byte)0;
        _lastTime = Math.Max(lastTime, _parts.Count == 0 ? 0 : _parts.Max(part => part.LastTime));
        var (packed, packedGap) = (_next, _tailGap);
        foreach (var extent in extents)
        {
            // Its bytes were compacted before the log could be deleted.
            if (extent.Offset < _beginning || extent.End < packed || (extent.End == packed && (extent.Length > 0 || extent.Reason == packedGap)))
                continue;
            _extents.Add(extent);
            (_next, _tailGap) = (extent.End, extent.Reason);
        }

        if (_next == 0 || skip == 0 || (keptBytes && !unreadable && _tailGap != ConsoleGap.CodeOf(ConsoleGap.NotRecorded)))
            return;
        _next += skip;
        _tailGap = ConsoleGap.CodeOf(ConsoleGap.LineLost);
        _skipped = true;
    }

    public BmcId Id { get; }

    /// <summary>It stands in the writer's queue; the queue's lock guards it.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Whether offsets were left out, which nothing on disk tells yet.</summary>
    public bool IsSkipping => _skipped;

    public long? First
    {
        get
        {
            lock (_lock)
                return FirstOrNull();
        }
    }

    public long Next => _buffer?.Next ?? Interlocked.Read(ref _next);

    public DateTimeOffset? LastByteAt => Interlocked.Read(ref _lastTime) is > 0 and var time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;

    public RecordState State => _policy switch
    {
        ConsolePolicy.Off => RecordState.Off,
        ConsolePolicy.MemoryOnly => RecordState.MemoryOnly,
        _ => _store.Failure ?? RecordState.Kept,
    };

    public long LostBytes => _buffer?.Lost(IsDurable) ?? 0;

    /// <summary>The limits that hold for it.</summary>
    public RecordRetention Retention => _retention;

    private bool IsRequired => IsDurable && _recording == ConsoleRecording.Required;

    private bool IsDurable => _policy is ConsolePolicy.Always or ConsolePolicy.OnDemand;

    public void Apply(ConsolePolicy policy, RecordRetention retention, ConsoleRecording recording = ConsoleRecording.BestEffort)
    {
        var (was, wasRequired) = (IsDurable, IsRequired);
        _policy = policy;
        _retention = retention;
        _recording = recording;
        if (_buffer is null)
            return;
        _buffer.IsRecordRequired = IsRequired;

        // What was held back meanwhile may be shown now.
        if (wasRequired && !IsRequired)
            _ = ChangedAsync(hurry: false);

        // What was printed under another policy must not reach the disk under this one.
        if (was == IsDurable)
            return;
        _keepsScreens = false;
        _buffer.IsRecorded = IsDurable;
        _buffer.Forget(_store.Now);
        _ = ChangedAsync(hurry: false);
    }

    public ConsoleBuffer Attach()
    {
        if (_buffer is not null)
            return _buffer;
        _buffer = new ConsoleBuffer(_next, ConsoleGap.ReasonOf(_tailGap), held: _skipped, _store.Now) { IsRecorded = IsDurable, IsRecordRequired = IsRequired };
        if (_skipped)
            _ = ChangedAsync(hurry: false);
        return _buffer;
    }

    public ConsoleBuffer? Buffer => Volatile.Read(ref _buffer);

    public Task ChangedAsync(bool hurry)
    {
        if (!IsDurable)
            _buffer?.ShowAll();
        var written = _store.WriteAsync(this);
        if (hurry)
            _store.Hurry();
        return IsDurable ? written : Task.CompletedTask;
    }

    public IRecordCursor OpenCursor() => new RecordCursor(this, _store.Disk);

    public Task CatchUpAsync(int bytes, CancellationToken ct) => _store.CatchUp.WaitAsync(bytes, ct);

    public void Delete()
    {
        _deleted = true;
        lock (_lock)
        {
            _parts.Clear();
            _extents.Clear();
        }

        _ = ChangedAsync(hurry: false);
        lock (_files)
        {
            if (Directory.Exists(_directory))
                Directory.Delete(_directory, recursive: true);
        }
    }

    /// <summary>Adds to the batch what the log lacks; false when that is nothing.</summary>
    public bool Collect(FrameBatch batch, bool closing)
    {
        if (_deleted)
        {
            batch.AddDeleted(Id, _store.Now);
            return true;
        }

        if (_buffer is not { } buffer)
            return false;
        if (!IsDurable)
        {
            if (buffer.CollectEnd(batch, this, _store.Now, closing))
                return true;
            buffer.GiveUp();
            return false;
        }

        buffer.Collect(batch, this, _store.Now);
        return true;
    }

    /// <summary>A frame of the batch is on disk.</summary>
    public void Took(in LogExtent extent)
    {
        lock (_lock)
        {
            if (_deleted || extent.Offset < _beginning)
                return;
            _extents.Add(extent);
            Interlocked.Exchange(ref _next, extent.End);
            _tailGap = extent.Reason;
        }
    }

    /// <summary>What was collected is in the log.</summary>
    public void Written() => _buffer?.Written();

    /// <summary>The log is about to be written through.</summary>
    public void BeginSync() => _buffer?.BeginSync();

    /// <summary>Everything in the log at <see cref="BeginSync"/> is on disk, and readers can find it.</summary>
    public void Committed()
    {
        _buffer?.Recorded();
        if (_deleted)
            _store.Forget(this);
    }

    /// <summary>Nothing counts that was collected since the disk was last written through: what memory still holds is collected again.</summary>
    public void Rewind() => _buffer?.Rewind();

    /// <summary>The line goes on although nothing can be written.</summary>
    public void GiveUp() => _buffer?.GiveUp();

    private long? FirstOrNull() => _parts.Count > 0 ? _parts[0].Start : _extents.Count > 0 ? _extents[0].Offset : null;
}
