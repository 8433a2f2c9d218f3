using System.Buffers.Binary;
using System.Diagnostics;

namespace Portal.Fleet.Tests.Consoles.Storage;

/// <summary>A process that records as fast as it can is killed; every byte that anybody could have seen must be there afterwards.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Kill_UnderLoad_NothingShownIsLostAndNoOffsetIsLeftOut()
    {
        const int Rounds = 4;
        var directory = Directory.CreateTempSubdirectory("portal-kill-").FullName;
        var random = new Random(11);
        for (var round = 0; round < Rounds; round++)
        {
            using var child = Process.Start(KillChild.Command(directory))!;
            try
            {
                // It tells when every console has something on disk.
                Assert.Equal("recording", await child.StandardOutput.ReadLineAsync(TestStore.Ct));
                await child.StandardOutput.ReadBlockAsync(new char[random.Next(1, 30)], TestStore.Ct);
            }
            finally
            {
                child.Kill();
            }

            await child.WaitForExitAsync(TestStore.Ct);
            var told = await File.ReadAllBytesAsync(Path.Combine(directory, KillChild.ToldName), TestStore.Ct);

            // A copy, so that the next process finds what this one left.
            await using var store = TestStore.StartOnCopy(Path.Combine(directory, "consoles"));
            for (var index = 0; index < KillChild.Consoles; index++)
            {
                var id = KillChild.IdOf(index);
                var saved = BinaryPrimitives.ReadInt64LittleEndian(told.AsSpan(index * 16));
                var shown = BinaryPrimitives.ReadInt64LittleEndian(told.AsSpan(index * 16 + 8));
                var pieces = store.ReadRecord(id);
                var end = pieces[^1].Offset + pieces[^1].Count;
                Assert.True(end >= shown && shown >= saved, $"Round {round}: {shown} bytes were shown, the record ends at {end}.");
                Assert.Equal(end, store.Record(id).Next);
                Assert.Equal((0, end), (pieces[0].Offset, pieces.Sum(piece => (long)piece.Count)));
                Assert.True(saved > 0);
            }
        }

        Directory.Delete(directory, recursive: true);
    }
}
