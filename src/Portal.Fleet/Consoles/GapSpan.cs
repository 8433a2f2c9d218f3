namespace Portal.Fleet.Consoles;

/// <summary>Why bytes are missing, and when nobody listened. Times in milliseconds of Unix time.</summary>
/// <param name="Reason">As in <see cref="ConsoleChunk.GapBefore"/>.</param>
/// <param name="From">When the line was last heard before; null when that is not known.</param>
/// <param name="To">When it was heard again; null when that is not known.</param>
internal readonly record struct GapSpan(string Reason, long? From, long? To)
{
    /// <summary>One more entry at the same place: its reason holds, and the times in between are all the gap's.</summary>
    public static GapSpan Extend(GapSpan? known, string reason, long time)
    {
        if (known is not { To: { } to } before)
            return new GapSpan(reason, null, time);
        var (from, end) = (Math.Min(before.From ?? to, time), Math.Max(to, time));
        return new GapSpan(reason, from < end ? from : null, end);
    }

    /// <summary>Only the reason is known.</summary>
    public static GapSpan? Of(string? reason) => reason is null ? null : new GapSpan(reason, null, null);
}
