using Microsoft.Extensions.Logging.Abstractions;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tests.Consoles.Storage;

/// <summary>A store in a directory of its own. What consoles print is computed from its offset, so every byte can be judged wherever it is read.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    /// <summary>Same code, shorter waits, smaller files.</summary>
    public static readonly RecordOptions Quick = new()
    {
        CommitEvery = TimeSpan.FromMilliseconds(5),
        RetryEvery = TimeSpan.FromMilliseconds(50),
        UpkeepEvery = TimeSpan.FromMilliseconds(20),
        LogBytes = 256 * 1024,
        SegmentBytes = 256 * 1024,
    };

    private readonly bool _ownsDirectory;
    private readonly Dictionary<BmcId, ConsoleSession> _consoles = [];
    private ConsoleStore _store;

    private TestStore(string directory, bool ownsDirectory, RecordOptions options, RecordDisk disk, TimeProvider time)
    {
        Directory = directory;
        _ownsDirectory = ownsDirectory;
        Options = options;
        Disk = disk;
        Time = time;
        _store = NewStore();
    }

    public static CancellationToken Ct => TestPortal.Ct;

    public string Directory { get; }

    public RecordOptions Options { get; set; }

    public RecordDisk Disk { get; }

    public TimeProvider Time { get; }

    public ConsoleStore Store => _store;

    public string[] LogFiles => [.. System.IO.Directory.GetFiles(Path.Combine(Directory, "log")).Order(StringComparer.Ordinal)];

    public static TestStore Start(RecordOptions? options = null, RecordDisk? disk = null, TimeProvider? time = null, string? directory = null)
    {
        var path = directory ?? System.IO.Directory.CreateTempSubdirectory("portal-record-").FullName;
        return new TestStore(path, directory is null, options ?? Quick, disk ?? new RecordDisk(), time ?? TimeProvider.System);
    }

    /// <summary>A store on a copy of a directory, as after the death of the process alone.</summary>
    public static TestStore StartOnCopy(string directory)
    {
        var copy = System.IO.Directory.CreateTempSubdirectory("portal-record-").FullName;
        Copy(directory, copy);
        return new TestStore(copy, ownsDirectory: true, Quick, new RecordDisk(), TimeProvider.System);
    }

    public ConsoleSession Open(BmcId id, ConsolePolicy policy = ConsolePolicy.Always)
    {
        if (_consoles.TryGetValue(id, out var console))
            return console;
        var record = _store.Open(id);
        record.Apply(policy, Options.Retention);
        return _consoles[id] = new ConsoleSession(record, TimeSpan.FromMinutes(5), Time, () => { });
    }

    public IConsoleRecord Record(BmcId id) => _store.Open(id);

    /// <summary>Prints so many bytes of the pattern at the console's end.</summary>
    public async Task PrintAsync(BmcId id, int count)
    {
        var console = Open(id);
        await console.AppendAsync(Pattern(console.Next, count), Ct);
    }

    /// <summary>Waits until all that was printed is on disk.</summary>
    public Task SavedAsync() => UntilAsync(() => _consoles.Values.All(console => console.Saved == console.Next));

    /// <summary>Waits until the log holds nothing that could be compacted.</summary>
    public Task CompactedAsync() => UntilAsync(() => LogFiles.Length == 1);

    public static async Task UntilAsync(Func<bool> wanted)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        while (!wanted())
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Stops in order and starts again.</summary>
    public async Task RestartAsync()
    {
        await _store.DisposeAsync();
        _consoles.Clear();
        _store = NewStore();
    }

    /// <summary>A store on what is on disk now, as after a crash of the machine.</summary>
    /// <param name="newestLog">What the newest file of the log shall be instead.</param>
    public TestStore Crash(byte[]? newestLog = null)
    {
        var copy = System.IO.Directory.CreateTempSubdirectory("portal-record-").FullName;
        Copy(Directory, copy);
        if (newestLog is not null)
            File.WriteAllBytes(Path.Combine(copy, "log", Path.GetFileName(LogFiles[^1])), newestLog);
        return new TestStore(copy, ownsDirectory: true, Options with { Boot = Guid.NewGuid() }, new RecordDisk(), Time);
    }

    /// <summary>Reads all that is recorded, from the disk alone, and checks each byte.</summary>
    public List<(long Offset, int Count, string? Gap)> ReadRecord(BmcId id, bool oneTime = false)
    {
        using var cursor = Record(id).OpenCursor();
        var pieces = new List<(long Offset, int Count, string? Gap)>();
        var into = new byte[10_000];
        for (long offset = 0; cursor.Read(offset, into, oneTime) is { } piece; offset = piece.Offset + piece.Count)
        {
            Assert.True(into.AsSpan(0, piece.Count).SequenceEqual(Pattern(piece.Offset, piece.Count)), $"Bytes differ at {piece.Offset}.");
            if (pieces.Count > 0 && piece.Gap is null && pieces[^1].Offset + pieces[^1].Count == piece.Offset)
                pieces[^1] = (pieces[^1].Offset, pieces[^1].Count + piece.Count, pieces[^1].Gap);
            else
                pieces.Add((piece.Offset, piece.Count, piece.Gap?.Reason));
        }

        return pieces;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        if (_ownsDirectory)
            System.IO.Directory.Delete(Directory, recursive: true);
    }

    public static byte[] Pattern(long offset, int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            // Looks random, so that packing does not make it small.
            var x = (ulong)(offset + i) * 0x9E3779B97F4A7C15;
            x = (x ^ (x >> 31)) * 0xBF58476D1CE4E5B9;
            bytes[i] = (byte)(x >> 56);
        }

        return bytes;
    }

    private static void Copy(string from, string directory)
    {
        // The log first: what leaves it meanwhile is in the segments then.
        foreach (var path in System.IO.Directory.GetFiles(Path.Combine(from, "log")))
            CopyFile(path);
        foreach (var path in System.IO.Directory.GetFiles(from, "*", SearchOption.AllDirectories).Where(path => Path.GetDirectoryName(path) != Path.Combine(from, "log")))
            CopyFile(path);

        void CopyFile(string path)
        {
            var to = Path.Combine(directory, Path.GetRelativePath(from, path));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            try
            {
                File.Copy(path, to);
            }
            catch (FileNotFoundException)
            {
                // Compacted or dropped this moment.
            }
        }
    }

    private ConsoleStore NewStore()
    {
        var store = new ConsoleStore(Directory, Options, Disk, Time, NullLogger<ConsoleStore>.Instance);
        store.Start();
        return store;
    }
}
