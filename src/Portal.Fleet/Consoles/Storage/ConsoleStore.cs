using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>
/// The records of all consoles in files. What consoles print goes into one commit log, all consoles together and with one write-through per
/// round; when a file of the log is full it is sorted into packed segments per server, and deleted.
/// </summary>
internal sealed partial class ConsoleStore : IConsoleStore, IAsyncDisposable, IDisposable
{
    private readonly string _directory;
    private readonly string _logDirectory;
    private readonly TimeProvider _time;
    private readonly ILogger<ConsoleStore> _logger;
    private readonly ConcurrentDictionary<BmcId, ServerRecord> _records = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private BackgroundThread? _syncThread;
    private BackgroundThread? _upkeepThread;
    private Task? _syncingAll;
    private Task? _upkeep;
    private long _skip;
    private bool _keptBytes;

    /// <param name="directory">Where the records are, one directory per server and one for the log.</param>
    public ConsoleStore(string directory, RecordOptions options, RecordDisk disk, TimeProvider time, ILogger<ConsoleStore> logger)
    {
        _directory = directory;
        _logDirectory = Path.Combine(directory, "log");
        _time = time;
        _logger = logger;
        Options = options;
        Disk = disk;
    }

    public RecordOptions Options { get; }

    public RecordDisk Disk { get; }

    /// <summary>Of the real world, whatever clock the portal is given: it only decides who goes first.</summary>
    public CatchUpPace CatchUp { get; } = new(TimeProvider.System);

    /// <summary>All records that were opened or found.</summary>
    public IEnumerable<ServerRecord> Records => _records.Values;

    /// <summary>Milliseconds of Unix time.</summary>
    public long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Finds out what was recorded, and begins to record. Before, every record is empty.</summary>
    public void Start()
    {
        PrivateFiles.CreateDirectory(_directory);
        PrivateFiles.CreateDirectory(_logDirectory);
        Recover();
        _syncThread = new BackgroundThread("record-sync", yields: false);
        _upkeepThread = new BackgroundThread("record-upkeep", yields: true);
        _syncingAll = _syncThread.RunAsync(SyncAllAsync);
        _upkeep = _upkeepThread.RunAsync(() => KeepUpAsync(_stopping.Token));
    }

    public IConsoleRecord Open(BmcId id) => _syncingAll is null ? EmptyRecord.Instance : _records.GetOrAdd(id, Load, (new List<LogExtent>(), 0L));

    /// <summary>Writes what is left and ends.</summary>
    public async Task StopAsync()
    {
        if (_syncingAll is null || !_closed.TrySetResult())
            return;
        _closing = true;
        _dirty.Beat();
        await _syncingAll;
        await _stopping.CancelAsync();
        if (_upkeep is not null)
            await _upkeep;
        StoreScreens();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Dispose();
    }

    public void Dispose()
    {
        CloseLog();
        _stopping.Dispose();
        _syncThread?.Dispose();
        _upkeepThread?.Dispose();
    }

    /// <summary>When the portal that ran before was last known to run; null when there was none.</summary>
    public DateTimeOffset? RanUntil { get; private set; }

    /// <summary>A console would have to wait soon: what is written goes to the disk now.</summary>
    public void Hurry() => _hurry.Beat();

    /// <summary>A deleted record is gone for good.</summary>
    public void Forget(ServerRecord record) => _records.TryRemove(KeyValuePair.Create(record.Id, record));

    /// <summary>Reads the log. Its files are compacted soon; new frames go into a new file, so that nothing is ever written behind a torn tail.</summary>
    private void Recover()
    {
        var files = LogFile.OpenAll(Disk, _logDirectory);
        var found = new Dictionary<BmcId, (List<LogExtent> Extents, long LastTime)>();
        var deleted = new HashSet<BmcId>();
        var closed = files.Count == 0;
        var whole = true;
        long ranUntil = 0;
        for (var index = 0; index < files.Count; index++)
        {
            var file = files[index].File;
            if (index + 1 < files.Count)
                file.Limit(files[index + 1].PreviousLength);
            closed = false;
            whole = true;
            var end = LogFile.HeaderSize;
            foreach (var (position, frame) in LogScan.Frames(file.ReadAll(), file.Seed))
            {
                whole &= position == end;
                end = position + frame.Size;
                ranUntil = Math.Max(ranUntil, frame.Time);
                closed = frame.Kind == FrameKind.Closed;
                if (frame.Kind == FrameKind.Deleted)
                {
                    found.Remove(frame.Server);
                    deleted.Add(frame.Server);
                }
                else if (frame.Kind is FrameKind.Data or FrameKind.Gap)
                    Take(found, file, position, frame);
            }

            _number = Math.Max(_number, file.Number);
            _logs.Enqueue(file);
        }

        foreach (var id in deleted.Where(id => !found.ContainsKey(id)))
            DeleteRest(id);
        RanUntil = ranUntil > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(ranUntil) : null;

        // Bytes may have been shown that the crash took: their offsets are not given again. When only the process died, the kernel has all of them.
        _skip = closed ? 0 : ConsoleBuffer.Ahead + (files.Count > 0 ? files[^1].Jump : 0);
        _keptBytes = !closed && whole && files[^1].Jump == 0 && Options.Boot != Guid.Empty && files[^1].File.Boot == Options.Boot;
        OpenFirstLog(files.Count > 0 ? files[^1].File.Length : 0);
        foreach (var (id, log) in found)
            _records[id] = Load(id, log);
    }

    private static void Take(Dictionary<BmcId, (List<LogExtent> Extents, long LastTime)> found, LogFile file, int position, in LogFrame frame)
    {
        var (extents, lastTime) = found.TryGetValue(frame.Server, out var known) ? known : ([], 0);

        // Offsets only grow; a frame that says otherwise is none of ours.
        if (extents.Count > 0 && frame.Offset < extents[^1].End)
            return;
        extents.Add(new LogExtent(file, frame.Offset, position, (ushort)frame.Length, frame.Kind == FrameKind.Gap ? frame.Reason : (byte)0));
        found[frame.Server] = (extents, frame.Kind == FrameKind.Data ? Math.Max(lastTime, frame.Time) : lastTime);
    }

    private ServerRecord Load(BmcId id, (List<LogExtent> Extents, long LastTime) log)
    {
        var record = new ServerRecord(this, id, Path.Combine(_directory, id.ToString()), log.Extents, log.LastTime, _skip, _keptBytes);

        // What is skipped must be on disk before anything else is printed, whoever opens it.
        if (record.IsSkipping)
            record.Attach();
        return record;
    }

    private void DeleteRest(BmcId id)
    {
        var directory = Path.Combine(_directory, id.ToString());
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }
}
