using System.Runtime.CompilerServices;
using Portal.Fleet.Consoles;

namespace Portal.Fleet.Access;

/// <summary>The console of a <see cref="BmcHandle"/>.</summary>
public sealed partial class BmcHandle
{
    /// <summary>The caller, as the others on the console see them.</summary>
    public ConsolePerson Person => new(_caller.UserId, _caller.Name) { Epoch = _epoch };

    /// <summary>
    /// The console from an offset on (<see cref="BmcRight.ConsoleRead"/>): first what is recorded, then live, without end, until cancelled or revoked.
    /// Null starts at most 256 KiB before the end. The caller appears among the viewers while it enumerates.
    /// </summary>
    /// <exception cref="NotFoundException">The right is missing, or was revoked while the console was open.</exception>
    public async IAsyncEnumerable<ConsoleChunk> AttachConsoleAsync(long? fromOffset, [EnumeratorCancellation] CancellationToken ct)
    {
        Demand(BmcRight.ConsoleRead);
        var correlation = await _desk.Audit.IntentAsync(_caller, "console.attach", (Id, Name), null, ct);
        long? first = null, next = null;
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, Revoked);
            await using var chunks = Bmc.AttachConsoleAsync(Person, fromOffset, stop.Token).GetAsyncEnumerator(stop.Token);
            while (await MoveNextAsync(chunks, ct))
            {
                Demand(BmcRight.ConsoleRead);
                first ??= chunks.Current.Offset;
                next = chunks.Current.Offset + chunks.Current.Data.Length;
                yield return chunks.Current;
            }
        }
        finally
        {
            var seen = first is null ? "nothing was shown" : $"shown from {first} to {next}";
            await EndStintAsync();
            await _desk.Audit.OutcomeAsync(_caller, correlation, "console.attach", (Id, Name), "ok", seen, CancellationToken.None);
        }
    }

    /// <summary>Sends a serial break (<see cref="BmcRight.ConsoleWrite"/>).</summary>
    /// <exception cref="ConsoleUnavailableException">The line is not live.</exception>
    /// <exception cref="ConsoleControlledException">Somebody else types.</exception>
    public async Task SendBreakAsync(CancellationToken ct)
    {
        Demand(BmcRight.ConsoleWrite);
        await AuditedAsync("console.break", null, async () =>
        {
            await Bmc.SendBreakAsync(Person, ct);
            return true;
        }, ct);
    }

    /// <summary>Sends a break and a SysRq key (<see cref="BmcRight.ConsoleWrite"/>); the audit names the command.</summary>
    /// <exception cref="ConsoleUnavailableException">The line is not live, or the BMC did not acknowledge the break: then the key was not sent.</exception>
    /// <exception cref="ConsoleControlledException">Somebody else types.</exception>
    public async Task SendSysRqAsync(SysRqCommand command, CancellationToken ct)
    {
        Demand(BmcRight.ConsoleWrite);
        await AuditedAsync("console.sysrq", $"{command.Key}: {command.Name}", async () =>
        {
            await Bmc.SendSysRqAsync(Person, command, ct);
            return true;
        }, ct);
    }

    /// <summary>State of the line and what is recorded (<see cref="BmcRight.ConsoleRead"/>).</summary>
    public async Task<ConsoleInfo> GetConsoleAsync(CancellationToken ct)
    {
        Demand(BmcRight.ConsoleRead);
        var console = await Bmc.GetConsoleAsync(ct);
        return (Rights & BmcRight.Administer) != 0 ? console : console with { Holder = console.Holder?.WithoutDetails() };
    }

    /// <summary>Offset of the first recorded byte that was printed at a time or later; the end when all are older (<see cref="BmcRight.ConsoleRead"/>).</summary>
    public async Task<long> FindConsoleAsync(DateTimeOffset time, CancellationToken ct)
    {
        Demand(BmcRight.ConsoleRead);
        return await Bmc.FindConsoleAsync(time, ct);
    }

    /// <summary>Recorded bytes from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive), as far as they are still kept (<see cref="BmcRight.ConsoleRead"/>).</summary>
    public async IAsyncEnumerable<ConsoleChunk> ReadConsoleAsync(long from, long to, [EnumeratorCancellation] CancellationToken ct)
    {
        Demand(BmcRight.ConsoleRead);
        var correlation = await _desk.Audit.IntentAsync(_caller, "console.read", (Id, Name), $"from {from} to {to}", ct);
        await foreach (var chunk in Bmc.ReadConsoleAsync(from, to, ct).WithCancellation(ct))
        {
            Demand(BmcRight.ConsoleRead);
            yield return chunk;
        }

        await _desk.Audit.OutcomeAsync(_caller, correlation, "console.read", (Id, Name), "ok", null, CancellationToken.None);
    }

    /// <summary>When the stop came from the rights and not from the caller, the console is gone as if it had never been.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<ConsoleChunk> chunks, CancellationToken ct)
    {
        try
        {
            return await chunks.MoveNextAsync();
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new NotFoundException();
        }
    }
}
