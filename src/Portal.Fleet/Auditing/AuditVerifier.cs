using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Data;

namespace Portal.Fleet.Auditing;

/// <summary>Reads the whole chain from its beginning and says whether it is as it was written, or which row is the first that is not.</summary>
internal sealed class AuditVerifier(IDbContextFactory<PortalDb> dbs, AuditKeys keys, AnchorFile file, TimeProvider time)
{
    private const int PageSize = 2000;

    // How far around a bad row its right place is looked for.
    private const int Window = 500;

    /// <param name="anchorFile">Another file of anchors than the portal's own: a copy that was kept elsewhere.</param>
    /// <exception cref="IOException">The anchors cannot be read.</exception>
    public async Task<AuditVerdict> RunAsync(string? anchorFile, CancellationToken ct)
    {
        var (anchors, bad) = ReadAnchors(anchorFile is null ? file : new AnchorFile(anchorFile));
        await using var db = await dbs.CreateDbContextAsync(ct);

        // Rows that come while this runs are for the next time.
        var newest = await db.AuditEntries.MaxAsync(entry => entry.Sequence, ct) ?? 0;
        var (fitting, sequence, mac, keyId) = (0, 0L, Array.Empty<byte>(), Array.Empty<byte>());
        var retired = new HashSet<string>(StringComparer.Ordinal);
        AuditEntry? first = null;
        AuditFlaw? flaw = null;
        var next = new Queue<AuditAnchor>(anchors);
        DateTimeOffset? anchoredAt = null;
        while (flaw is null && sequence < newest)
        {
            var page = await PageAsync(db, sequence, PageSize, newest, ct);
            if (page.Count == 0)
                break;
            foreach (var row in page)
            {
                flaw = row.Sequence == sequence + 1 ? Check(row, mac, sequence + 1, keyId, retired) : Missing(sequence + 1, row.Sequence!.Value);
                if (flaw is { Kind: AuditFlawKind.Changed })
                    flaw = await DiagnoseAsync(db, sequence + 1, mac, ct);
                if (flaw is not null)
                    break;
                first ??= row;
                (sequence, mac, keyId) = (sequence + 1, row.Mac!, row.KeyId!);
                while (flaw is null && next.TryPeek(out var anchor) && anchor.Sequence == sequence)
                {
                    next.Dequeue();
                    if (anchor.Head == Convert.ToHexStringLower(mac))
                        (fitting, anchoredAt) = (fitting + 1, anchor.At);
                    else
                        flaw = new AuditFlaw(AuditFlawKind.Rewritten, sequence, Text($"Row {sequence} is another than the one that was anchored at {anchor.At:u}."));
                }

                if (flaw is not null)
                    break;
            }
        }

        var (earlier, digest) = await AuditWriter.DigestUnchainedAsync(db, ct);
        flaw ??= End(next, sequence, newest) ?? Beginning(first, sequence, earlier, digest);
        return new AuditVerdict(flaw, sequence, earlier, Convert.ToHexStringLower(mac), fitting, bad, anchoredAt, time.GetUtcNow());
    }

    /// <summary>Anchors that the portal signed, in the order of the rows they are about.</summary>
    private (List<AuditAnchor> Good, int Bad) ReadAnchors(AnchorFile anchorFile)
    {
        var good = new List<AuditAnchor>();
        var bad = 0;
        foreach (var anchor in anchorFile.Read())
        {
            if (anchor is { Sequence: > 0 } && anchor.Holds(keys) == true)
                good.Add(anchor);
            else
                bad++;
        }

        return ([.. good.OrderBy(anchor => anchor.Sequence).ThenBy(anchor => anchor.At)], bad);
    }

    private static Task<List<AuditEntry>> PageAsync(PortalDb db, long after, int count, long until, CancellationToken ct) =>
        db.AuditEntries.AsNoTracking().Where(entry => entry.Sequence > after && entry.Sequence <= until).OrderBy(entry => entry.Sequence).Take(count).ToListAsync(ct);

    private AuditFlaw? Check(AuditEntry row, byte[] previous, long sequence, byte[] keyId, HashSet<string> retired)
    {
        var id = row.KeyId ?? [];
        if (keyId.Length > 0 && !id.AsSpan().SequenceEqual(keyId))
        {
            // A key that was left does not come back: it may be known by now.
            retired.Add(Convert.ToHexStringLower(keyId));
            if (retired.Contains(Convert.ToHexStringLower(id)))
                return new AuditFlaw(AuditFlawKind.Inserted, sequence, Text($"Row {sequence} was written with a key that was out of use by then."));
        }

        if (keys.Find(id) is null)
        {
            return new AuditFlaw(AuditFlawKind.UnknownKey, sequence, Text(
                $"Row {sequence} was written with the key {Convert.ToHexStringLower(id)}, which the portal does not have: another key file than the one that was in use then, or a row that the portal did not write."));
        }

        return Fits(row, previous, sequence) ? null : new AuditFlaw(AuditFlawKind.Changed, sequence, Text($"Row {sequence} is not as it was written."));
    }

    private bool Fits(AuditEntry row, byte[] previous, long sequence) =>
        keys.Find(row.KeyId ?? []) is { } key && row.Mac is { } mac && AuditChain.Mac(key, previous, sequence, row).AsSpan().SequenceEqual(mac);

    private static AuditFlaw Missing(long expected, long found) => new(AuditFlawKind.Missing, expected, found == expected + 1
        ? Text($"Row {expected} is gone: {expected - 1} is followed by {found}.")
        : Text($"Rows {expected} to {found - 1} are gone."));

    /// <summary>What happened to the row that should be at this place.</summary>
    private async Task<AuditFlaw> DiagnoseAsync(PortalDb db, long sequence, byte[] previous, CancellationToken ct)
    {
        var rows = await PageAsync(db, sequence - 1, Window, long.MaxValue, ct);
        var (bad, after) = (rows[0], rows.Count > 1 ? rows[1] : null);

        // The row that belongs here stands further down: either these two changed places, or something was put in front of it.
        for (var index = 1; index < rows.Count; index++)
        {
            var place = rows[index].Sequence!.Value;
            if (!Fits(rows[index], previous, sequence))
                continue;
            var before = index == 1 ? rows[index].Mac! : rows[index - 1].Mac!;
            return Fits(bad, before, place)
                ? new AuditFlaw(AuditFlawKind.Reordered, sequence, Text($"Rows {sequence} and {place} have changed places."))
                : new AuditFlaw(AuditFlawKind.Inserted, sequence, place == sequence + 1
                    ? Text($"Row {sequence} was put in: the row that belongs there is now {place}.")
                    : Text($"Rows {sequence} to {place - 1} were put in, or put in order anew: the row that belongs at {sequence} is now {place}."));
        }

        // The later rows were moved up to hide that one is gone.
        if (after is not null && Fits(after, bad.Mac ?? [], sequence + 2))
            return new AuditFlaw(AuditFlawKind.Missing, sequence, Text($"Row {sequence} is gone, and the later rows were numbered anew."));
        return new AuditFlaw(AuditFlawKind.Changed, sequence, Text(
            $"Row {sequence} ({bad.At:u}, {bad.UserName}, {bad.Action}, {bad.Outcome}) is not as it was written, or was not written by the portal."));
    }

    /// <summary>Whether something stood behind the last row.</summary>
    private static AuditFlaw? End(Queue<AuditAnchor> left, long sequence, long newest)
    {
        var latest = left.LastOrDefault(anchor => anchor.Sequence > newest);
        return latest is null ? null : new AuditFlaw(AuditFlawKind.Truncated, sequence + 1, Text($"The audit ends at row {sequence}, but at {latest.At:u} it had {latest.Sequence} rows."));
    }

    /// <summary>Whether the first row is the chain's first, and vouches for what was there before.</summary>
    private static AuditFlaw? Beginning(AuditEntry? first, long rows, long earlier, string digest)
    {
        if (first is null)
        {
            return earlier == 0 || rows > 0 ? null
                : new AuditFlaw(AuditFlawKind.NoBeginning, 1, Text($"There are {earlier} rows from before the chain, and no chain yet: it begins with the next row."));
        }

        if (first.Action != AuditChain.Begin)
            return new AuditFlaw(AuditFlawKind.NoBeginning, 1, "Row 1 is not the beginning of a chain.");
        var expected = Text($"{earlier} earlier rows, SHA-256 {digest}");
        return first.Detail == expected ? null
            : new AuditFlaw(AuditFlawKind.EarlierChanged, 0, $"Rows without a place in the chain were changed, removed or put in: there were {first.Detail}; there are {expected}.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
