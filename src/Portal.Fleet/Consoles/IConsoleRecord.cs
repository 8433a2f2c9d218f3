namespace Portal.Fleet.Consoles;

/// <summary>What one server printed, as far as it is kept. Every byte has an offset of its own that no other byte ever gets, and a time. Thread safe.</summary>
internal interface IConsoleRecord
{
    /// <summary>Offset of the oldest byte kept; null when there is none.</summary>
    long? First { get; }

    /// <summary>The offset that the next byte printed gets.</summary>
    long Next { get; }

    /// <summary>When the newest byte was printed; null when nothing is kept.</summary>
    DateTimeOffset? LastByteAt { get; }

    RecordState State { get; }

    /// <summary>Bytes that were given up since the portal's start.</summary>
    long LostBytes { get; }

    /// <summary>What is kept from now on.</summary>
    /// <param name="recording">Whether readers get what cannot be written.</param>
    void Apply(ConsolePolicy policy, RecordRetention retention, ConsoleRecording recording = ConsoleRecording.BestEffort);

    /// <summary>The memory that this record is filled from; begins at <see cref="Next"/>.</summary>
    ConsoleBuffer Attach();

    /// <summary>The memory that it is filled from; null before <see cref="Attach"/>.</summary>
    ConsoleBuffer? Buffer { get; }

    /// <summary>
    /// The memory has something that the record lacks. Completes when it is written, so that this process can end, or was given up; it is on the disk
    /// itself about a tenth of a second later, or at once when <paramref name="hurry"/>.
    /// </summary>
    Task ChangedAsync(bool hurry);

    /// <summary>A reader's place. What it stands in is not dropped before it moves on.</summary>
    IRecordCursor OpenCursor();

    /// <summary>Completes when a follower that is behind may have so many bytes: all of them, of all records, share one pace.</summary>
    Task CatchUpAsync(int bytes, CancellationToken ct);

    /// <summary>Keeps what the screen looked like at an offset, where bytes are kept at all. Nothing is lost with it but time: it may fail in silence.</summary>
    void KeepScreen(in Keyframe frame);

    /// <summary>The last screen kept at or before an offset; null when there is none.</summary>
    Keyframe? FindScreen(long offset);

    /// <summary>How much is kept.</summary>
    RecordUsage Measure();

    /// <summary>What other limits would drop.</summary>
    RecordLoss Weigh(RecordRetention limits);

    /// <summary>Deletes everything kept up to now, in memory too; the console goes on, and so do its offsets.</summary>
    /// <exception cref="IOException">The disk cannot be written: nothing was deleted.</exception>
    void Clear();

    /// <summary>Deletes everything kept; later bytes are not recorded.</summary>
    void Delete();
}
