namespace Portal.Fleet.Consoles.Storage;

/// <summary>Sizes and intervals of the record, so that tests can run the same code in less time. People set <see cref="ConsoleOptions"/> instead.</summary>
internal sealed record RecordOptions
{
    /// <summary>How long bytes gather before they are written together.</summary>
    public TimeSpan CommitEvery { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>A file of the log this large is closed and compacted: larger ones pack better, smaller ones cost less memory.</summary>
    public long LogBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>A file of the log this old is closed and compacted.</summary>
    public TimeSpan LogAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Largest segment.</summary>
    public long SegmentBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>What is kept of each server.</summary>
    public RecordRetention Retention { get; init; } = new ConsoleOptions().Retention;

    /// <summary>Between two tries while the disk cannot be written.</summary>
    public TimeSpan RetryEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Between two looks for what is too old.</summary>
    public TimeSpan UpkeepEvery { get; init; } = TimeSpan.FromMinutes(1);
}
