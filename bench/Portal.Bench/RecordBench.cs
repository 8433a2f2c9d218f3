using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Servers;

namespace Portal.Bench;

/// <summary>
/// What it costs to make 500 consoles' output durable once per round, in three ways: our log, one file per console, rows in SQLite. Then how
/// small our segments are, how quickly they are read, and how soon a store is open again.
/// </summary>
internal static class RecordBench
{
    private const int Consoles = 500;

    // A tenth of a second of 25 lines at 115,200 baud and 475 at 600 bytes a second.
    private const int Busy = 25;
    private const int BusyBytes = 1152;
    private const int QuietBytes = 60;

    public static async Task RunAsync(Report report, int rounds, CancellationToken ct)
    {
        var directory = Path.Combine(AppContext.BaseDirectory, "record-bench");
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
        Directory.CreateDirectory(directory);
        try
        {
            rounds *= 40;
            report.Line($"Record: {Consoles} consoles, {rounds} rounds of {BytesOf(0) * Busy + (Consoles - Busy) * QuietBytes:N0} bytes, each made durable (a tenth of a second of 25 full lines and 475 quiet ones)");
            var whole = await OursAsync(report, Path.Combine(directory, "ours"), rounds, ct);
            report.Line($"  a round from the line to the disk, threads and buffers and all: {whole.Milliseconds:F2} ms, {whole.CpuMilliseconds:F2} ms of processor time, {whole.Kilobytes:F0} KiB written");
            report.Line("  the log alone, as the others are measured:");
            var ours = await LogAloneAsync(Path.Combine(directory, "log"), rounds);
            Compare(report, "one file per console, all written through", ours, FilesEach(Path.Combine(directory, "files"), rounds));
            Compare(report, "SQLite, rows by console and offset", ours, Sqlite(Path.Combine(directory, "keyed.db"), rounds, keyed: true));
            Compare(report, "SQLite, rows in order of arrival", ours, Sqlite(Path.Combine(directory, "rows.db"), rounds, keyed: false));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static int BytesOf(int console) => console < Busy ? BusyBytes : QuietBytes;

    private static void Compare(Report report, string peer, Round ours, Round theirs)
    {
        report.Ratio("a round, elapsed", peer, ours.Milliseconds, theirs.Milliseconds, "ms");
        report.Ratio("a round, processor time", peer, ours.CpuMilliseconds, theirs.CpuMilliseconds, "ms");
        report.Ratio("a round, written to the disk", peer, ours.Kilobytes, theirs.Kilobytes, "KiB");
    }

    private static async Task<Round> OursAsync(Report report, string directory, int rounds, CancellationToken ct)
    {
        var text = Text(4 * 1024 * 1024);
        var ids = Enumerable.Range(0, Consoles).Select(_ => BmcId.New()).ToArray();
        var options = new RecordOptions { CommitEvery = TimeSpan.FromMilliseconds(1), LogBytes = long.MaxValue };
        Round round;
        long raw;
        await using (var store = new ConsoleStore(directory, options, new RecordDisk(), TimeProvider.System, NullLogger<ConsoleStore>.Instance))
        {
            store.Start();
            var consoles = Array.ConvertAll(ids, id => new ConsoleSession(store.Open(id), TimeSpan.FromMinutes(5), TimeProvider.System, () => { }));
            var buffers = Array.ConvertAll(ids, id => store.Open(id).Attach());
            round = await MeasureAsync(rounds, async _ =>
            {
                for (var index = 0; index < consoles.Length; index++)
                {
                    var at = (int)((consoles[index].Next + index * 7919L) % (text.Length - BusyBytes));
                    await consoles[index].AppendAsync(text.AsMemory(at, BytesOf(index)), ct);
                }

                for (var index = 0; index < consoles.Length; index++)
                    await buffers[index].WaitSavedBeyondAsync(consoles[index].Next - 1, ct);
            });
            raw = consoles.Sum(console => console.Next);
        }

        var watch = Stopwatch.StartNew();
        await using (var store = new ConsoleStore(directory, new RecordOptions(), new RecordDisk(), TimeProvider.System, NullLogger<ConsoleStore>.Instance))
        {
            var log = Size(Path.Combine(directory, "log"));
            store.Start();
            foreach (var id in ids)
                store.Open(id);
            report.Line($"  open again with {log / 1048576.0:F0} MiB of log                ours {watch.Elapsed.TotalMilliseconds,9:F0} ms");
            var cpu = Usage.Own;
            while (Directory.GetFiles(Path.Combine(directory, "log")).Length > 1)
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, ct);
            var packed = ids.Sum(id => Size(Path.Combine(directory, id.ToString())));
            report.Line($"  compact it: {raw / 1048576.0:F1} MiB of text become {packed / 1048576.0:F1} MiB (1 : {(double)raw / packed:F1}), {(Usage.Own - cpu).TotalMilliseconds:F0} ms of processor time");
            Read(report, store, ids);
        }

        return round;
    }

    private static void Read(Report report, ConsoleStore store, BmcId[] ids)
    {
        var into = new byte[16 * 1024];
        var watch = Stopwatch.StartNew();
        long total = 0;
        foreach (var id in ids)
        {
            using var cursor = store.Open(id).OpenCursor();
            long offset = 0;
            while (cursor.Read(offset, into) is { } piece)
                offset = piece.Offset + piece.Count;
            total += offset;
        }

        report.Line($"  read all consoles from end to end          ours {total / 1048576.0 / watch.Elapsed.TotalSeconds,9:F0} MiB/s");
        var seeks = new List<double>();
        for (var index = 0; index < 500; index++)
        {
            watch.Restart();
            using var cursor = store.Open(ids[index % Busy]).OpenCursor();
            cursor.Read(Random.Shared.NextInt64(store.Open(ids[index % Busy]).Next), into);
            seeks.Add(watch.Elapsed.TotalMilliseconds);
        }

        report.Line($"  open a reader at any offset                ours {Report.Median(seeks),9:F2} ms   p99 {Report.Percentile(seeks, 0.99):F2} ms");
    }

    private static async Task<Round> LogAloneAsync(string directory, int rounds)
    {
        Directory.CreateDirectory(directory);
        var text = Text(1024 * 1024);
        await using var store = new ConsoleStore(Path.Combine(directory, "records"), new RecordOptions(), new RecordDisk(), TimeProvider.System, NullLogger<ConsoleStore>.Instance);
        store.Start();
        var records = Enumerable.Range(0, Consoles).Select(_ => (ServerRecord)store.Open(BmcId.New())).ToArray();
        using var log = LogFile.Create(store.Disk, directory, 1, 0, 0);
        var batch = new FrameBatch();
        return await MeasureAsync(rounds, number =>
        {
            batch.Begin(log);
            for (var index = 0; index < Consoles; index++)
                batch.AddData(records[index], (long)number * BytesOf(index), Environment.TickCount64, text.AsSpan(number * 64, BytesOf(index)), default);
            batch.Write();
            log.Sync(batch.End);
            return Task.CompletedTask;
        });
    }

    private static Round FilesEach(string directory, int rounds)
    {
        Directory.CreateDirectory(directory);
        var text = Text(1024 * 1024);
        var disk = new RecordDisk();
        var files = Enumerable.Range(0, Consoles).Select(index => disk.Open(Path.Combine(directory, index.ToString(CultureInfo.InvariantCulture)), FileMode.Create)).ToArray();
        var round = MeasureAsync(rounds, number =>
        {
            for (var index = 0; index < Consoles; index++)
                RandomAccess.Write(files[index], text.AsSpan(number * 64, BytesOf(index)), (long)number * BytesOf(index));
            foreach (var file in files)
                disk.Sync(file);
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();
        foreach (var file in files)
            file.Dispose();
        return round;
    }

    private static Round Sqlite(string path, int rounds, bool keyed)
    {
        var text = Text(1024 * 1024);
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        Run(keyed
            ? "CREATE TABLE Chunk (Console INTEGER, Offset INTEGER, Time INTEGER, Bytes BLOB, PRIMARY KEY (Console, Offset)) WITHOUT ROWID"
            : "CREATE TABLE Chunk (Id INTEGER PRIMARY KEY, Console INTEGER, Offset INTEGER, Time INTEGER, Bytes BLOB)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO Chunk (Console, Offset, Time, Bytes) VALUES ($console, $offset, $time, $bytes)";
        var console = insert.Parameters.Add("$console", SqliteType.Integer);
        var offset = insert.Parameters.Add("$offset", SqliteType.Integer);
        var time = insert.Parameters.Add("$time", SqliteType.Integer);
        var bytes = insert.Parameters.Add("$bytes", SqliteType.Blob);
        return MeasureAsync(rounds, number =>
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var index = 0; index < Consoles; index++)
            {
                console.Value = index;
                offset.Value = (long)number * BytesOf(index);
                time.Value = Environment.TickCount64;
                bytes.Value = text.AsSpan(number * 64, BytesOf(index)).ToArray();
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();

        void Run(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private static async Task<Round> MeasureAsync(int rounds, Func<int, Task> runAsync)
    {
        for (var warm = 0; warm < 5; warm++)
            await runAsync(warm);
        var written = Written();
        var cpu = Usage.Own;
        var times = new List<double>();
        for (var number = 5; number < rounds + 5; number++)
        {
            var watch = Stopwatch.StartNew();
            await runAsync(number);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return new Round(Report.Median(times), (Usage.Own - cpu).TotalMilliseconds / rounds, (Written() - written) / 1024.0 / rounds);
    }

    /// <summary>Bytes that this process has caused to be written to a disk.</summary>
    private static long Written() =>
        long.Parse(File.ReadLines("/proc/self/io").First(line => line.StartsWith("write_bytes", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);

    private static long Size(string directory) => Directory.GetFiles(directory).Sum(path => new FileInfo(path).Length);

    /// <summary>Lines as a kernel prints them, with numbers that differ; the same every time.</summary>
    private static byte[] Text(int length)
    {
        var random = new Random(1);
        string[] words = ["pci", "usb", "nvme", "eth0", "systemd[1]", "sd", "ACPI", "mlx5_core", "EXT4-fs (sda2)", "audit"];
        string[] acts = ["link is up at 10000 Mbps", "BAR 0 [mem 0x{0:x8}-0x{1:x8} 64bit pref]", "new high-speed device number {0:d} using xhci_hcd", "Started session c{1:d} of user root.", "[sda] {0:d} 512-byte logical blocks", "mounted filesystem {0:x8}-{1:x8} r/w", "irq {1:d} enabled at IOAPIC {0:x4}", "type=1400 audit({0:d}.{1:d}): apparmor=\"STATUS\""];
        var text = new StringBuilder(length + 200);
        for (var time = 0.0; text.Length < length; time += random.NextDouble() / 10)
            text.Append(CultureInfo.InvariantCulture, $"[{time,12:F6}] {words[random.Next(words.Length)]} {random.Next(256):x4}:{random.Next(64):x2}: {string.Format(CultureInfo.InvariantCulture, acts[random.Next(acts.Length)], random.Next(), random.Next(65536))}\r\n");
        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    private sealed record Round(double Milliseconds, double CpuMilliseconds, double Kilobytes);
}
