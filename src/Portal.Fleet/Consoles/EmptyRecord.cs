namespace Portal.Fleet.Consoles;

/// <summary>The record of a portal that does not run, like the command line beside one that does: nothing is read, nothing written.</summary>
internal sealed class EmptyRecord : IConsoleRecord, IRecordCursor
{
    public static EmptyRecord Instance { get; } = new();

    public long? First => null;

    public long Next => 0;

    public DateTimeOffset? LastByteAt => null;

    public RecordState State => RecordState.Off;

    public long LostBytes => 0;

    public void Apply(ConsolePolicy policy, RecordRetention retention, ConsoleRecording recording)
    {
    }

    public ConsoleBuffer Attach() => new(0);

    public ConsoleBuffer? Buffer => null;

    public Task ChangedAsync(bool hurry) => Task.CompletedTask;

    public IRecordCursor OpenCursor() => this;

    public Task CatchUpAsync(int bytes, CancellationToken ct) => Task.CompletedTask;

    public RecordPiece? Read(long offset, Span<byte> into, bool oneTime = false) => null;

    public long? Find(DateTimeOffset time) => null;

    public void KeepScreen(in Keyframe frame)
    {
    }

    public Keyframe? FindScreen(long offset) => null;

    public RecordUsage Measure() => new(0, 0, 0, null, null);

    public RecordLoss Weigh(RecordRetention limits) => RecordLoss.None;

    public void Clear()
    {
    }

    public void Delete()
    {
    }

    public void Dispose()
    {
    }
}
