using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>Sizes and intervals of the record, so that tests can run the same code in less time. People set <see cref="ConsoleOptions"/> instead.</summary>
internal sealed record RecordOptions
{
    /// <summary>Which start of the machine this is. A process that died under the same one lost nothing that it had given to the kernel.</summary>
    public Guid Boot { get; init; } = MachineBoot.Id;

    /// <summary>Between two signs of life in a log that nothing else is written to.</summary>
    public TimeSpan AliveEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long bytes gather before they are made to survive the machine too.</summary>
    public TimeSpan CommitEvery { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>A file of the log this large is closed and compacted: larger ones pack better, smaller ones cost less memory.</summary>
    public long LogBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>A file of the log this old is closed and compacted.</summary>
    public TimeSpan LogAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Largest segment.</summary>
    public long SegmentBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>What is kept of each server that has no limits of its own.</summary>
    public RecordRetention Retention { get; init; } = new ConsoleOptions().Retention;

    /// <summary>What is kept of one server: by its own limits, and where it has none by those of all. A tenant's would stand between the two.</summary>
    public RecordRetention RetentionOf(Server server) => RetentionOf(server.ConsoleKeepDays, server.ConsoleKeepMegabytes);

    /// <summary>What would be kept by these limits; null for those of all.</summary>
    public RecordRetention RetentionOf(int? keepDays, int? keepMegabytes) => new(
        keepDays is { } days ? TimeSpan.FromDays(days) : Retention.Age,
        keepMegabytes is { } megabytes ? megabytes * 1024L * 1024 : Retention.Bytes);

    /// <summary>Between two tries while the disk cannot be written.</summary>
    public TimeSpan RetryEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Between two looks for what is too old.</summary>
    public TimeSpan UpkeepEvery { get; init; } = TimeSpan.FromMinutes(1);
}
