using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Auditing;
using Portal.Fleet.Data;
using Portal.Fleet.Secrets;
using Portal.Testing;

namespace Portal.Fleet.Tests.Auditing;

/// <summary>Somebody with the database in hand, but without the key: whatever they do to the rows is found, and the first bad row is named.</summary>
[Trait("Database", "Both")]
public class AuditChainTests
{
    private const string Columns = "At, UserId, UserName, Via, RemoteAddress, Credential, Authority, TenantId, ActorTenantId, Action, ServerId, ServerName, Outcome, Detail, Correlation, KeyId, Mac";

    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Rows_OfManyWritersAtOnce_AreOneChainWithoutGaps()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        await using var other = await TestPortal.StartAsync(directory: portal.Directory, run: false);
        var audits = new[] { portal.Get<Audit>(), other.Get<Audit>() };

        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(() => audits[number % 2].IntentAsync(TestPortal.Admin, "test.act", null, $"{number}", Ct), Ct)));

        var rows = await RowsAsync(portal);
        Assert.Equal(Enumerable.Range(1, 201).Select(number => (long?)number), rows.Select(row => row.Sequence));
        Assert.Equal(200, rows.Select(row => row.Detail).Skip(1).Distinct().Count());
        var verdict = await portal.Get<AuditVerifier>().RunAsync(null, Ct);
        Assert.Equal((null, 201L), (verdict.Flaw, verdict.Rows));
    }

    [Theory]
    [InlineData("UPDATE AuditEntries SET UserName = 'somebody else' WHERE Sequence = 7", AuditFlawKind.Changed, 7)]
    [InlineData("UPDATE AuditEntries SET Outcome = 'ok' WHERE Sequence = 7", AuditFlawKind.Changed, 7)]
    [InlineData("UPDATE AuditEntries SET At = At + 1 WHERE Sequence = 7", AuditFlawKind.Changed, 7)]
    [InlineData("UPDATE AuditEntries SET Detail = 'x' WHERE Sequence = 20", AuditFlawKind.Changed, 20)]
    [InlineData("UPDATE AuditEntries SET Mac = zeroblob(32) WHERE Sequence = 7", AuditFlawKind.Changed, 7)]
    [InlineData("UPDATE AuditEntries SET KeyId = zeroblob(8) WHERE Sequence = 7", AuditFlawKind.UnknownKey, 7)]
    [InlineData("DELETE FROM AuditEntries WHERE Sequence = 7", AuditFlawKind.Missing, 7)]
    [InlineData("DELETE FROM AuditEntries WHERE Sequence BETWEEN 1 AND 7", AuditFlawKind.Missing, 1)]
    [InlineData("DELETE FROM AuditEntries WHERE Sequence = 7; UPDATE AuditEntries SET Sequence = Sequence - 1 WHERE Sequence > 7", AuditFlawKind.Missing, 7)]
    [InlineData("UPDATE AuditEntries SET Sequence = -Sequence WHERE Sequence IN (7, 8); UPDATE AuditEntries SET Sequence = 15 + Sequence WHERE Sequence < 0", AuditFlawKind.Reordered, 7)]
    [InlineData("UPDATE AuditEntries SET Sequence = -Sequence WHERE Sequence IN (7, 12); UPDATE AuditEntries SET Sequence = 19 + Sequence WHERE Sequence < 0", AuditFlawKind.Reordered, 7)]
    [InlineData("UPDATE AuditEntries SET Sequence = -Sequence - 1 WHERE Sequence >= 7; UPDATE AuditEntries SET Sequence = -Sequence WHERE Sequence < 0; " +
        "INSERT INTO AuditEntries (Sequence, " + Columns + ") SELECT 7, " + Columns + " FROM AuditEntries WHERE Sequence = 3", AuditFlawKind.Inserted, 7)]
    [InlineData("INSERT INTO AuditEntries (Sequence, " + Columns + ") SELECT NULL, " + Columns + " FROM AuditEntries WHERE Sequence = 3", AuditFlawKind.EarlierChanged, 0)]
    [InlineData("INSERT INTO AuditEntries (Sequence, " + Columns + ") SELECT 22, " + Columns + " FROM AuditEntries WHERE Sequence = 21", AuditFlawKind.Changed, 22)]
    [InlineData("DELETE FROM AuditEntries WHERE Sequence > 15", AuditFlawKind.Truncated, 16)]
    [InlineData("DELETE FROM AuditEntries", AuditFlawKind.Truncated, 1)]
    public async Task Verify_DatabaseChangedBehindThePortal_NamesTheFirstBadRow(string sql, AuditFlawKind kind, long sequence)
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        await FillAsync(portal, 20);
        await portal.Get<AuditKeeper>().AnchorAsync(Ct);

        await ForceAsync(portal, sql);

        var verdict = await portal.Get<AuditVerifier>().RunAsync(null, Ct);
        Assert.Equal((kind, sequence), (verdict.Flaw?.Kind, verdict.Flaw?.Sequence));
    }

    [Fact]
    public async Task Verify_EndCutAndWrittenAnewByThePortalItself_IsRewritten()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        await FillAsync(portal, 20);
        await portal.Get<AuditKeeper>().AnchorAsync(Ct);
        await ForceAsync(portal, "DELETE FROM AuditEntries WHERE Sequence > 15");
        await FillAsync(portal, 10);

        var verdict = await portal.Get<AuditVerifier>().RunAsync(null, Ct);

        Assert.Equal((AuditFlawKind.Rewritten, 21L), (verdict.Flaw?.Kind, verdict.Flaw?.Sequence));
    }

    [Fact]
    public async Task Anchors_Exported_AreSignedAndForgedOnesCountForNothing()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        await FillAsync(portal, 3);
        await portal.Get<AuditKeeper>().AnchorAsync(Ct);
        await FillAsync(portal, 3);
        await portal.Get<AuditKeeper>().AnchorAsync(Ct);
        await portal.Get<AuditKeeper>().AnchorAsync(Ct);
        var file = portal.Get<AnchorFile>();
        var anchors = file.Read().ToList();
        Assert.Equal([4L, 7L], anchors.Select(anchor => anchor!.Sequence));

        file.Append(anchors[1]! with { Sequence = 99 });
        await File.AppendAllTextAsync(file.Path, "{\"at\":\nno json\n", Ct);
        var verdict = await portal.Get<AuditVerifier>().RunAsync(null, Ct);

        Assert.Equal((true, 2, 3, anchors[1]!.At), (verdict.IsIntact, verdict.Anchors, verdict.BadAnchors, verdict.NewestAnchor));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Path));
    }

    [Fact]
    public async Task Rows_FromBeforeTheChain_AreVouchedForByItsFirstRow()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        await using (var db = await portal.DbAsync())
        {
            for (var number = 0; number < 3; number++)
                db.AuditEntries.Add(new AuditEntry { At = DateTimeOffset.UnixEpoch, UserId = "u", UserName = "old", Via = "page", Action = "power.off", Outcome = "intent", Detail = $"{number}" });
            await db.SaveChangesAsync(Ct);
        }

        await FillAsync(portal, 2);
        var intact = await portal.Get<AuditVerifier>().RunAsync(null, Ct);
        Assert.Equal((null, 3L, 3L), (intact.Flaw, intact.Earlier, intact.Rows));
        Assert.StartsWith("3 earlier rows, SHA-256 ", (await portal.AuditAsync(AuditChain.Begin))[0].Detail, StringComparison.Ordinal);

        await ForceAsync(portal, "UPDATE AuditEntries SET UserName = 'other' WHERE Sequence IS NULL AND Detail = '1'");
        Assert.Equal(AuditFlawKind.EarlierChanged, (await portal.Get<AuditVerifier>().RunAsync(null, Ct)).Flaw?.Kind);
    }

    [Fact]
    public async Task Rows_ChangedOrDeletedBySql_AreRefusedByTheDatabase()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        await FillAsync(portal, 2);
        await using var db = await portal.DbAsync();
        foreach (var sql in AuditSql.Forbidden)
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync(sql, Ct));
        Assert.True((await portal.Get<AuditVerifier>().RunAsync(null, Ct)).IsIntact);
    }

    [Fact]
    public async Task Keys_OtherKeyFile_VerifiesNothingAndAnOlderKeyStillVerifiesItsRows()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        await FillAsync(portal, 3);
        var line = (await File.ReadAllLinesAsync(Path.Combine(portal.Directory, "audit.keys"), Ct))[0];
        var old = Convert.FromHexString(portal.Get<SecretBox>().OpenText(new SealedPlace("audit.keys", "", "master"), line)!);
        var factory = portal.Get<IDbContextFactory<Data.PortalDb>>();

        using var strange = new AuditKeys([new byte[32]]);
        var verdict = await new AuditVerifier(factory, strange, portal.Get<AnchorFile>(), TimeProvider.System).RunAsync(null, Ct);
        Assert.Equal((AuditFlawKind.UnknownKey, 1L), (verdict.Flaw?.Kind, verdict.Flaw?.Sequence));

        using var both = new AuditKeys([new byte[32], old]);
        using (var writer = new AuditWriter(factory, both, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<AuditWriter>.Instance))
            await writer.AppendAsync(new AuditEntry { At = DateTimeOffset.UnixEpoch, UserId = "u", UserName = "new", Via = "page", Action = "power.off", Outcome = "intent" }, Ct);
        Assert.Equal((null, 5L), await Verdict(both));

        // Whoever has the key that was left cannot go on with it.
        await FillAsync(portal, 1);
        Assert.Equal((AuditFlawKind.Inserted, 6L), await Verdict(both));

        async Task<(AuditFlawKind?, long)> Verdict(AuditKeys keys)
        {
            var found = await new AuditVerifier(factory, keys, portal.Get<AnchorFile>(), TimeProvider.System).RunAsync(null, Ct);
            return (found.Flaw?.Kind, found.Flaw?.Sequence ?? found.Rows);
        }
    }

    [Fact]
    public async Task Outcome_AuditGoneMeanwhile_IsOwedAndWrittenBeforeWhatComesNext()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        var audit = portal.Get<Audit>();
        var correlation = await audit.IntentAsync(TestPortal.Admin, "test.act", null, null, Ct);
        await using var db = await portal.DbAsync();
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE \"AuditEntries\" RENAME TO \"Away\"", Ct);

        await audit.OutcomeAsync(TestPortal.Admin, correlation, "test.act", null, "ok", "done all the same", Ct);
        await Assert.ThrowsAsync<AuditUnavailableException>(() => audit.IntentAsync(TestPortal.Admin, "test.next", null, null, Ct));
        await Assert.ThrowsAsync<AuditUnavailableException>(() => audit.OutcomeAsync(TestPortal.Admin, Guid.NewGuid(), "signin", null, "ok", null, Ct));
        Assert.Equal(1, portal.Get<AuditWriter>().Owed);

        await db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Away\" RENAME TO \"AuditEntries\"", Ct);
        await audit.IntentAsync(TestPortal.Admin, "test.next", null, null, Ct);

        Assert.Equal([AuditChain.Begin, "test.act intent", "test.act ok", "test.next intent"],
            (await RowsAsync(portal)).Select(row => row.Action == AuditChain.Begin ? row.Action : $"{row.Action} {row.Outcome}"));
        Assert.True((await portal.Get<AuditVerifier>().RunAsync(null, Ct)).IsIntact);
    }

    private static async Task FillAsync(TestPortal portal, int rows)
    {
        for (var number = 0; number < rows; number++)
            await portal.Get<Audit>().IntentAsync(TestPortal.Admin, "test.act", null, $"number {number}", Ct);
    }

    private static async Task<List<AuditEntry>> RowsAsync(TestPortal portal)
    {
        await using var db = await portal.DbAsync();
        return await db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Sequence).ToListAsync(Ct);
    }

    /// <summary>What somebody does who owns the file.</summary>
    private static async Task ForceAsync(TestPortal portal, string sql)
    {
        await using var db = await portal.DbAsync();
        await ExecuteAsync(db, AuditSql.Unlock);
        await ExecuteAsync(db, AuditSql.Words(sql));
    }

    private static Task<int> ExecuteAsync(PortalDb db, string sql) => db.Database.ExecuteSqlRawAsync(sql, Ct);
}
