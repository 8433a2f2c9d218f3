namespace Portal.Bench.Consoles;

/// <summary>What all viewers together got, held against the simulator's ledger.</summary>
/// <param name="Viewers">How many there were.</param>
/// <param name="Exact">How many got every byte, once and in order: the same number and the same checksum.</param>
/// <param name="Bytes">All bytes that came.</param>
/// <param name="Short">Bytes that were printed and did not come.</param>
/// <param name="Lost">Lines that never came.</param>
/// <param name="Again">Lines that came twice or late.</param>
/// <param name="Damaged">Lines that were not as printed.</param>
/// <param name="MissingKeys">Keys that did not come back within 10 s.</param>
/// <param name="Complaints">Gaps and broken connections, the first few.</param>
internal sealed record Verdict(int Viewers, int Exact, long Bytes, long Short, long Lost, long Again, long Damaged, int MissingKeys, string[] Complaints)
{
    public static Verdict Of(HubViewer[] viewers, (long Bytes, uint Sum)[] ledger, int missingKeys)
    {
        viewers = [.. viewers.Where(viewer => viewer is not null)];
        var complaints = viewers.SelectMany(viewer => viewer.Gaps.Append(viewer.Ended).OfType<string>().Select(text => $"console {viewer.Console}: {text}"));
        return new Verdict(
            viewers.Length,
            viewers.Count(viewer => viewer.Ledger.IsClean && (viewer.Ledger.Bytes, viewer.Ledger.Sum) == ledger[viewer.Console]),
            viewers.Sum(viewer => viewer.Ledger.Bytes),
            viewers.Sum(viewer => Math.Max(0, ledger[viewer.Console].Bytes - viewer.Ledger.Bytes)),
            viewers.Sum(viewer => viewer.Ledger.Lost),
            viewers.Sum(viewer => viewer.Ledger.Again),
            viewers.Sum(viewer => viewer.Ledger.Damaged),
            missingKeys,
            [.. complaints.Take(10)]);
    }
}
