using System.Text;
using Microsoft.Extensions.Options;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Input;

namespace Portal.Fleet.Tests.Access;

public class InputTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Typing_TakenOverRefusedAndGoingOn_IsCountedPerStint()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        var ann = await portal.OpenAsync(server.Id, await portal.AddUserAsync("ann", Role.Operator));
        var bob = await portal.OpenAsync(server.Id, await portal.AddUserAsync("bob", Role.Operator));
        await using var annLooks = ann.AttachConsoleAsync(0, Ct).GetAsyncEnumerator(Ct);
        await using var bobLooks = bob.AttachConsoleAsync(0, Ct).GetAsyncEnumerator(Ct);
        var (annSees, bobSees) = (annLooks.MoveNextAsync().AsTask(), bobLooks.MoveNextAsync().AsTask());

        foreach (var keys in new[] { "ls", " ", "-la\r" })
            await ann.WriteConsoleAsync(Encoding.UTF8.GetBytes(keys), Ct);
        await annSees;
        await bobSees;
        for (var key = 0; key < 3; key++)
            await Assert.ThrowsAsync<ConsoleControlledException>(() => bob.WriteConsoleAsync("x"u8.ToArray(), Ct));
        Assert.Equal([("ann", "intent"), ("bob", "intent"), ("bob", "refused")], await OutcomesAsync(portal));

        await bob.TakeControlAsync("the disk is full", Ct);
        await bob.WriteConsoleAsync("df\r"u8.ToArray(), Ct);
        await portal.Get<InputJournal>().FlushAsync();
        await portal.Get<InputJournal>().FlushAsync();
        await bob.WriteConsoleAsync("w\r"u8.ToArray(), Ct);
        await bob.ReleaseControlAsync(Ct);
        await ann.WriteConsoleAsync("q"u8.ToArray(), Ct);

        var entries = await portal.AuditAsync("console.write");
        Assert.Equal(
            [("ann", "intent"), ("bob", "intent"), ("bob", "refused"), ("ann", "ok"), ("bob", "ok"), ("bob", "ok"), ("ann", "intent")],
            entries.Select(entry => (entry.UserName, entry.Outcome)));
        Assert.StartsWith("7 bytes in 3 writes from 20", entries[3].Detail, StringComparison.Ordinal);
        Assert.StartsWith("3 bytes in 1 writes from 20", entries[4].Detail, StringComparison.Ordinal);
        Assert.StartsWith("2 bytes in 1 writes from 20", entries[5].Detail, StringComparison.Ordinal);
        Assert.Equal(entries[0].Correlation, entries[3].Correlation);
        Assert.NotEqual(entries[0].Correlation, entries[6].Correlation);
        Assert.False(ann.RecordsInput);
        Assert.Empty(await (await portal.OpenAsync(server.Id)).ListInputAsync(null, 10, Ct));
    }

    [Fact]
    public async Task Typing_WhereContentIsKept_IsSealedBoundedAndForAdministrators()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var portal = await TestPortal.StartAsync();
        portal.Get<IOptions<ConsoleOptions>>().Value.RecordInput = true;
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        var ann = await portal.OpenAsync(server.Id, await portal.AddUserAsync("ann", Role.Operator));
        Assert.True(ann.RecordsInput);
        await ann.WriteConsoleAsync("passwd\rhunter2\r"u8.ToArray(), Ct);
        await portal.Get<InputJournal>().FlushAsync();
        for (var piece = 0; piece < 6; piece++)
            await ann.WriteConsoleAsync(new byte[4096], Ct);
        await portal.Get<InputJournal>().FlushAsync();

        await Assert.ThrowsAsync<NotFoundException>(() => ann.ListInputAsync(null, 10, Ct));
        var administrator = await portal.OpenAsync(server.Id);
        var rows = await administrator.ListInputAsync(null, 10, Ct);
        Assert.Equal([("ann", 24_576L, InputStint.MostContent), ("ann", 15L, 15)], rows.Select(row => (row.UserName, row.Bytes, row.Content.Length)));
        Assert.Equal("passwd\rhunter2\r", Encoding.UTF8.GetString(rows[1].Content));
        Assert.Equal([rows[1].Id], (await administrator.ListInputAsync(rows[0].Id, 10, Ct)).Select(row => row.Id));
        Assert.Equal(4, (await portal.AuditAsync("console.input.read")).Count);
        Assert.DoesNotContain("hunter2", string.Join('\n', (await portal.AuditAsync("console.write")).Select(entry => entry.Detail)), StringComparison.Ordinal);
        await using var db = await portal.DbAsync();
        Assert.All(db.ConsoleInputs.ToList(), row => Assert.DoesNotContain("hunter2", Encoding.Latin1.GetString(row.Sealed), StringComparison.Ordinal));
    }

    private static async Task<IEnumerable<(string, string)>> OutcomesAsync(TestPortal portal) =>
        (await portal.AuditAsync("console.write")).Select(entry => (entry.UserName, entry.Outcome));
}
