using System.Runtime.CompilerServices;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Doctor;
using Portal.Fleet.Consoles.History;
using Portal.Fleet.Consoles.Terminal;
using Portal.Fleet.Credentials;
using Portal.Fleet.Events;
using Portal.Fleet.Links;
using Portal.Fleet.Polling;
using Portal.Fleet.Power;
using Portal.Fleet.Sensors;

namespace Portal.Fleet.Tenants;

/// <summary>
/// A BMC as those see it who may not know what was before their tenancy. It implements all of <see cref="IBmc"/>: a new way to read does not
/// compile until it was decided here what of it is shown.
/// </summary>
internal sealed class TenancyBmc(IBmc bmc, Sight sight) : IBmc
{
    public ConsoleHistory History => bmc.History.From(sight.ConsoleFrom);

    public IAsyncEnumerable<ConsoleChunk> AttachConsoleAsync(ConsolePerson viewer, long? fromOffset, CancellationToken ct)
    {
        // Without an offset it begins near the end, which only moves on: never further back than asked for here.
        var from = fromOffset is { } offset ? Math.Max(offset, sight.ConsoleFrom)
            : bmc.History.Next - ConsoleSession.Tail < sight.ConsoleFrom ? sight.ConsoleFrom : (long?)null;
        return CutAsync(bmc.AttachConsoleAsync(viewer, from, ct), ct);
    }

    public IAsyncEnumerable<ConsoleChunk> ReadConsoleAsync(long from, long to, CancellationToken ct) =>
        CutAsync(bmc.ReadConsoleAsync(Math.Max(from, sight.ConsoleFrom), to, ct), ct);

    public ValueTask<TerminalSnapshot> GetScreenAsync(long offset, CancellationToken ct) => bmc.GetScreenAsync(Math.Max(offset, sight.ConsoleFrom), ct);

    public async ValueTask<long> FindConsoleAsync(DateTimeOffset time, CancellationToken ct) => Math.Max(await bmc.FindConsoleAsync(time, ct), sight.ConsoleFrom);

    public async ValueTask<ConsoleInfo> GetConsoleAsync(CancellationToken ct)
    {
        var console = await bmc.GetConsoleAsync(ct);
        return console with
        {
            FirstOffset = Math.Max(console.FirstOffset, sight.ConsoleFrom),
            NextOffset = Math.Max(console.NextOffset, sight.ConsoleFrom),
            LastByteAt = console.LastByteAt is { } last && sight.Covers(last) ? last : null,
        };
    }

    public Task ReconnectAsync(CancellationToken ct) => bmc.ReconnectAsync(ct);

    public Task<PowerEnd> SetPowerAsync(PowerOperationView operation, CancellationToken ct) => bmc.SetPowerAsync(operation, ct);

    public Task<PasswordChange> RotatePasswordAsync(DateTimeOffset? since, CancellationToken ct) => bmc.RotatePasswordAsync(since, ct);

    public Task WriteConsoleAsync(ConsolePerson by, ReadOnlyMemory<byte> characters, CancellationToken ct) => bmc.WriteConsoleAsync(by, characters, ct);

    public Task SendBreakAsync(ConsolePerson by, CancellationToken ct) => bmc.SendBreakAsync(by, ct);

    public Task SendSysRqAsync(ConsolePerson by, SysRqCommand command, CancellationToken ct) => bmc.SendSysRqAsync(by, command, ct);

    public bool ChangeControl(Func<ConsoleControl, DateTimeOffset, bool> change) => bmc.ChangeControl(change);

    public Task TakeLineAsync(CancellationToken ct) => bmc.TakeLineAsync(ct);

    public Task SettleLineAsync(CancellationToken ct) => bmc.SettleLineAsync(ct);

    public IAsyncEnumerable<DoctorFinding> ExamineConsoleAsync(DoctorAsker asker, CancellationToken ct) => bmc.ExamineConsoleAsync(asker, ct);

    public Task<DoctorRepair> RepairConsoleAsync(DoctorFix fix, CancellationToken ct) => bmc.RepairConsoleAsync(fix, ct);

    public Task<DoctorFinding> ProbeConsoleAsync(ConsolePerson by, bool isBreak, CancellationToken ct) => bmc.ProbeConsoleAsync(by, isBreak, ct);

    // What is kept, and whether to keep it, is for those who administer: they see all of it.
    public ValueTask<RecordUsage> MeasureConsoleAsync(CancellationToken ct) => throw new Access.NotFoundException();

    public ValueTask<RecordLoss> WeighConsoleAsync(RecordRetention limits, CancellationToken ct) => throw new Access.NotFoundException();

    public ValueTask ClearConsoleAsync(CancellationToken ct) => throw new Access.NotFoundException();

    public ValueTask<long> CutConsoleAsync(CancellationToken ct) => throw new Access.NotFoundException();

    public Task EndInputAsync(int epoch, CancellationToken ct) => throw new Access.NotFoundException();

    public int CountViewers(DateTimeOffset before) => throw new Access.NotFoundException();

    public Task<T> UseAsync<T>(Func<Portal.Ipmi.IIpmiConnection, Task<T>> act, CancellationToken ct) => throw new Access.NotFoundException();

    public IDisposable WatchReadings(ReadingKind kind) => bmc.WatchReadings(kind);

    public void WantReadings(ReadingKind kind, TimeSpan until) => bmc.WantReadings(kind, until);

    public void HurryReadings(ReadingKind kind) => bmc.HurryReadings(kind);

    public void ForgetReadings(ReadingKind kind) => bmc.ForgetReadings(kind);

    public (SensorSnapshot? Snapshot, BmcVitals Vitals, ReadingsState State) GetSensors()
    {
        var (snapshot, vitals, state) = bmc.GetSensors();
        return (snapshot is not null && sight.Covers(snapshot.At) ? snapshot : null, vitals, state);
    }

    // What it says is in the database, under the moment at which it was read.
    public (ReadingsState State, bool IsReading) GetInventory() => bmc.GetInventory();

    public (EventLogView? Log, ReadingsState State) GetEventLog()
    {
        var (log, state) = bmc.GetEventLog();

        // How full the log is matters to whoever may clear it; when it was cleared before is not theirs to know.
        return (log is { LastErase: { } erased } && !sight.Covers(erased) ? log with { LastErase = null } : log, state);
    }

    /// <summary>Whatever the record answers, no byte from before is passed on.</summary>
    private async IAsyncEnumerable<ConsoleChunk> CutAsync(IAsyncEnumerable<ConsoleChunk> chunks, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var chunk in chunks.WithCancellation(ct))
        {
            var early = sight.ConsoleFrom - chunk.Offset;
            if (early <= 0)
                yield return chunk;
            else if (early < chunk.Data.Length)
                yield return chunk with { Offset = sight.ConsoleFrom, Data = chunk.Data[(int)early..], GapBefore = null, GapFrom = null, GapTo = null, Screen = null };
        }
    }
}
