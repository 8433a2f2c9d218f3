using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Doctor;
using Portal.Fleet.Consoles.History;
using Portal.Fleet.Consoles.Terminal;
using Portal.Fleet.Credentials;
using Portal.Fleet.Events;
using Portal.Fleet.Polling;
using Portal.Fleet.Power;
using Portal.Fleet.Sensors;

namespace Portal.Fleet.Links;

/// <summary>One BMC as the product uses it. Rights were checked before: <c>BmcHandle</c> is its only user.</summary>
internal interface IBmc
{
    /// <summary>Drops the back-off and connects now.</summary>
    Task ReconnectAsync(CancellationToken ct);

    /// <summary>Marks the operation as sent, sends the command once, and watches until its end is known.</summary>
    Task<PowerEnd> SetPowerAsync(PowerOperationView operation, CancellationToken ct);

    /// <summary>Gives the portal's account on the BMC a new random password; answers when its end is known, or that it is not.</summary>
    /// <param name="since">When an earlier try began that was cut off: a change that was finished since then counts.</param>
    Task<PasswordChange> RotatePasswordAsync(DateTimeOffset? since, CancellationToken ct);

    /// <summary>The console from an offset on, first what is recorded, then live, without end. Null starts at most 256 KiB before the end.</summary>
    IAsyncEnumerable<ConsoleChunk> AttachConsoleAsync(ConsolePerson viewer, long? fromOffset, CancellationToken ct);

    /// <summary>What the screen looked like when everything before an offset was printed.</summary>
    ValueTask<TerminalSnapshot> GetScreenAsync(long offset, CancellationToken ct);

    /// <summary>What is recorded between two offsets.</summary>
    IAsyncEnumerable<ConsoleChunk> ReadConsoleAsync(long from, long to, CancellationToken ct);

    /// <summary>Offset of the first byte kept that was printed at a time or later; the end when all are older.</summary>
    ValueTask<long> FindConsoleAsync(DateTimeOffset time, CancellationToken ct);

    /// <summary>What the console printed: by offset, by time, by text.</summary>
    ConsoleHistory History { get; }

    /// <summary>Types; completes when the BMC accepted every character.</summary>
    /// <exception cref="ConsoleUnavailableException">The line is not live.</exception>
    /// <exception cref="ConsoleControlledException">Somebody else types.</exception>
    Task WriteConsoleAsync(ConsolePerson by, ReadOnlyMemory<byte> characters, CancellationToken ct);

    /// <summary>Sends a serial break.</summary>
    /// <exception cref="ConsoleUnavailableException">The line is not live.</exception>
    /// <exception cref="ConsoleControlledException">Somebody else types.</exception>
    Task SendBreakAsync(ConsolePerson by, CancellationToken ct);

    /// <summary>Sends a break and at once the key of a SysRq command; nothing else that is typed comes between the two.</summary>
    /// <exception cref="ConsoleUnavailableException">The line is not live, or the BMC did not acknowledge the break: then the key was not sent.</exception>
    /// <exception cref="ConsoleControlledException">Somebody else types.</exception>
    Task SendSysRqAsync(ConsolePerson by, SysRqCommand command, CancellationToken ct);

    /// <summary>Changes who types; answers what <paramref name="change"/> answers.</summary>
    bool ChangeControl(Func<ConsoleControl, DateTimeOffset, bool> change);

    /// <summary>Takes the line from whoever else holds it on the BMC, and waits a moment for it to be live.</summary>
    /// <exception cref="LineRefusedException">Nobody else holds it, it was taken a short while ago, or the BMC refused.</exception>
    Task TakeLineAsync(CancellationToken ct);

    /// <summary>Waits a moment until the line is where it should be: live when it is wanted, let go when it is not.</summary>
    Task SettleLineAsync(CancellationToken ct);

    /// <summary>Looks step by step for what keeps the console silent.</summary>
    IAsyncEnumerable<DoctorFinding> ExamineConsoleAsync(DoctorAsker asker, CancellationToken ct);

    /// <summary>Changes one thing in the BMC and reads it back.</summary>
    Task<DoctorRepair> RepairConsoleAsync(DoctorFix fix, CancellationToken ct);

    /// <summary>Presses Enter and waits for an answer, or sends a break.</summary>
    Task<DoctorFinding> ProbeConsoleAsync(ConsolePerson by, bool isBreak, CancellationToken ct);

    /// <summary>How much is kept of the console.</summary>
    ValueTask<RecordUsage> MeasureConsoleAsync(CancellationToken ct);

    /// <summary>What other limits would drop of it.</summary>
    ValueTask<RecordLoss> WeighConsoleAsync(RecordRetention limits, CancellationToken ct);

    /// <summary>Deletes what was printed up to now; the console goes on.</summary>
    /// <exception cref="IOException">The disk cannot be written: nothing was deleted.</exception>
    ValueTask ClearConsoleAsync(CancellationToken ct);

    /// <summary>The server changes hands: the screen and the last line begin anew. Answers where the new tenancy's output begins.</summary>
    ValueTask<long> CutConsoleAsync(CancellationToken ct);

    /// <summary>
    /// A tenancy has begun. Nothing that people of an earlier one typed goes to the BMC any more: what waits is dropped, and it completes when what was on its way has arrived or ended.
    /// </summary>
    Task EndInputAsync(int epoch, CancellationToken ct);

    /// <summary>How many people have the console open who opened it before a moment.</summary>
    int CountViewers(DateTimeOffset before);

    /// <summary>Works with the session to the BMC, for what only the portal itself does with it.</summary>
    /// <exception cref="BmcFailureException">There is no session, or the BMC refused.</exception>
    Task<T> UseAsync<T>(Func<Portal.Ipmi.IIpmiConnection, Task<T>> act, CancellationToken ct);

    /// <summary>Somebody looks: it is read more often until the answer is disposed.</summary>
    IDisposable WatchReadings(ReadingKind kind);

    /// <summary>The same for a while, without an end to tell.</summary>
    void WantReadings(ReadingKind kind, TimeSpan until);

    /// <summary>A person wants it read now, or changed it: the schedule is skipped once.</summary>
    void HurryReadings(ReadingKind kind);

    /// <summary>Thresholds were changed: they are read again.</summary>
    void ForgetReadings(ReadingKind kind);

    /// <summary>The sensors as last read. Null when never.</summary>
    (SensorSnapshot? Snapshot, BmcVitals Vitals, ReadingsState State) GetSensors();

    /// <summary>The event log as a whole. Null when never read.</summary>
    (EventLogView? Log, ReadingsState State) GetEventLog();

    /// <summary>How the reading of the inventory stands, and whether it goes on right now.</summary>
    (ReadingsState State, bool IsReading) GetInventory();

    /// <summary>State of the line and of its record.</summary>
    ValueTask<ConsoleInfo> GetConsoleAsync(CancellationToken ct);
}
