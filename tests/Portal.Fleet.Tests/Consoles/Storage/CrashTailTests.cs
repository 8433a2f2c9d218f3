using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tests.Consoles.Storage;

/// <summary>Whatever a crash leaves of the log's end: every whole frame counts, nothing else does, and no offset is given twice.</summary>
public sealed class CrashTailTests
{
    private const uint Seed = 7;

    [Fact]
    public void Crc_KnownText_IsCastagnolis() => Assert.Equal(0xE3069283, Crc32C.Of(0, "123456789"u8)); // RFC 3720, B.4 names the polynomial; this is its usual check value.

    [Fact]
    public void Scan_LogCutAtEveryByte_FindsTheWholeFramesBeforeTheCut()
    {
        var (log, ends) = Log();
        for (var cut = ends[^5]; cut <= log.Length; cut++)
            Assert.Equal(ends.Count(end => end <= cut), LogScan.Frames(log[..cut], Seed).Count());
    }

    [Fact]
    public void Scan_EveryByteDamaged_LosesThatFrameAlone()
    {
        var (log, ends) = Log();
        for (var at = ends[^5]; at < log.Length; at++)
        {
            var damaged = log.ToArray();
            damaged[at] ^= 0x5A;
            var hit = ends.FindIndex(end => end > at);
            Assert.Equal(Enumerable.Range(0, ends.Count).Where(index => index != hit), LogScan.Frames(damaged, Seed).Select(found => (int)found.Frame.Time));
        }
    }

    [Fact]
    public void Scan_RandomBytes_FindsNothingAndEnds()
    {
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var bytes = new byte[random.Next(3000)];
            random.NextBytes(bytes);
            for (var magic = LogFile.HeaderSize; magic + 4 < bytes.Length; magic += random.Next(1, 200))
                LogFrame.Magic.CopyTo(bytes.AsSpan(magic));
            Assert.Empty(LogScan.Frames(bytes, Seed));
        }
    }

    [Fact]
    public async Task Store_TailTornOrDamaged_OpensWithWhatIsWholeAndGivesNoOffsetTwice()
    {
        var (one, two) = (BmcId.New(), BmcId.New());
        await using var store = TestStore.Start();
        for (var round = 0; round < 4; round++)
        {
            await store.PrintAsync(one, 100 + round);
            await store.PrintAsync(two, 60);
            await store.SavedAsync();
        }

        var log = await File.ReadAllBytesAsync(store.LogFiles[^1], TestStore.Ct);
        var shown = (One: store.Open(one).Next, Two: store.Open(two).Next);
        for (var at = log.Length - 400; at <= log.Length; at += 19)
        {
            await using var cut = store.Crash(log[..at]);
            Check(cut);
            var damaged = log.ToArray();
            if (at < log.Length)
                damaged[at] ^= 0x5A;
            await using var hit = store.Crash(damaged);
            Check(hit);
        }

        void Check(TestStore crashed)
        {
            Assert.All(new[] { one, two }, id => Assert.All(crashed.ReadRecord(id), piece => Assert.True(piece.Gap is null or ConsoleGap.RecordLost)));
            Assert.True(crashed.Record(one).Next >= shown.One && crashed.Record(two).Next >= shown.Two);
            Assert.InRange(crashed.ReadRecord(one).Sum(piece => piece.Count), 100, 406);
        }
    }

    private static (byte[] Log, List<int> Ends) Log()
    {
        var bytes = new byte[LogFile.HeaderSize + 4096];
        var ends = new List<int>();
        var at = LogFile.HeaderSize;
        for (var index = 0; index < 12; index++)
        {
            // Bytes that look like frames themselves must not be taken for some.
            var data = new byte[20 + index];
            LogFrame.Magic.CopyTo(data.AsSpan(index));
            var frame = new LogFrame(index % 4 == 3 ? FrameKind.Gap : FrameKind.Data, 0, index % 4 == 3 ? 0 : data.Length, index * 100, index, BmcId.New());
            frame.Write(bytes.AsSpan(at), Seed, data.AsSpan(0, frame.Length / 2), data.AsSpan(frame.Length / 2, frame.Length - frame.Length / 2));
            ends.Add(at += frame.Size);
        }

        return (bytes[..at], ends);
    }
}
