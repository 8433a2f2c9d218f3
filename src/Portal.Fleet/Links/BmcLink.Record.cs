using Portal.Fleet.Consoles;

namespace Portal.Fleet.Links;

/// <summary>What is kept of the console.</summary>
internal sealed partial class BmcLink
{
    public ValueTask<RecordUsage> MeasureConsoleAsync(CancellationToken ct) => ValueTask.FromResult(_console.Measure());

    public ValueTask<RecordLoss> WeighConsoleAsync(RecordRetention limits, CancellationToken ct) => ValueTask.FromResult(_console.Weigh(limits));

    public ValueTask ClearConsoleAsync(CancellationToken ct)
    {
        _console.Clear();
        _desk.Board.Update(Id, status => status with { LastLine = null });
        return ValueTask.CompletedTask;
    }

    public ValueTask<long> CutConsoleAsync(CancellationToken ct)
    {
        var offset = _console.Next;
        _console.Cut(offset);
        _console.ChangeControl((control, now) => control.EndBefore(now));
        _desk.Board.Update(Id, status => status with { LastLine = null });
        return ValueTask.FromResult(offset);
    }
}
