using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Input;

namespace Portal.Fleet.Access;

/// <content>What is typed through a <see cref="BmcHandle"/>, and that it is attributed.</content>
public sealed partial class BmcHandle
{
    private readonly Lock _stintLock = new();
    private Task<InputStint>? _stint;
    private volatile InputStint? _begun;

    /// <summary>Whether what is typed here is kept, and not only how much: who types must be told.</summary>
    public bool RecordsInput => _desk.Journal.KeepsContent;

    /// <summary>Types characters (<see cref="BmcRight.ConsoleWrite"/>); completes when the BMC has accepted them.</summary>
    /// <exception cref="ConsoleUnavailableException">The line is not live.</exception>
    /// <exception cref="ConsoleControlledException">Somebody else types.</exception>
    public async Task WriteConsoleAsync(ReadOnlyMemory<byte> characters, CancellationToken ct)
    {
        Demand(BmcRight.ConsoleWrite);
        var stint = await BeginStintAsync().WaitAsync(ct);
        Demand(BmcRight.ConsoleWrite);
        try
        {
            await Bmc.WriteConsoleAsync(Person, characters, ct);
        }
        catch (Exception e)
        {
            var (outcome, why) = Judge(e);
            await _desk.Journal.RefusedAsync(stint, outcome, why);
            throw;
        }

        stint.Add(characters.Span, _desk.Time.GetUtcNow());
        if (stint.IsEnded)
            await _desk.Journal.EndAsync(stint);
    }

    /// <summary>What was typed on this console, the newest first, where it is kept (<see cref="BmcRight.Administer"/>); reading it is audited.</summary>
    public async Task<IReadOnlyList<ConsoleInputView>> ListInputAsync(long? before, int limit, CancellationToken ct)
    {
        Demand(BmcRight.Administer);
        return await AuditedAsync("console.input.read", null, () => _desk.Journal.ListAsync(Id, before, limit, ct), ct);
    }

    /// <summary>
    /// One entry tells that this caller begins to type; single keys are not audited. Without the entry nothing is typed, so every early write waits for it,
    /// and an entry that could not be written is tried again with the next key.
    /// </summary>
    private Task<InputStint> BeginStintAsync()
    {
        lock (_stintLock)
        {
            if (_stint is null or { IsFaulted: true } or { IsCanceled: true } || (_stint.IsCompletedSuccessfully && _begun is { IsEnded: true }))
                _stint = StartStintAsync();
            return _stint;
        }
    }

    private async Task<InputStint> StartStintAsync() => _begun = await _desk.Journal.BeginAsync(_caller, Id, Name);

    private async Task EndStintAsync()
    {
        Task<InputStint>? stint;
        lock (_stintLock)
            stint = _stint;
        if (stint is { IsCompletedSuccessfully: true })
            await _desk.Journal.EndAsync(await stint);
    }
}
