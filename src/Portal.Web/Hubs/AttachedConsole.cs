using Portal.Fleet.Access;

namespace Portal.Web.Hubs;

/// <summary>One console as one connection has it open.</summary>
internal sealed class AttachedConsole(BmcHandle handle, bool acknowledges, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly InputBudget _budget = new(time);
    private Task _lastWrite = Task.CompletedTask;

    public BmcHandle Handle { get; } = handle;

    /// <summary>Null for a client that gives no credit: for that one the transport alone holds the stream back.</summary>
    public CreditWindow? Credit { get; } = acknowledges ? new CreditWindow() : null;

    /// <summary>
    /// Types in the order of the calls; completes when the BMC has accepted the characters.
    /// As many wait here as one client may have invocations under way.
    /// </summary>
    public Task WriteAsync(byte[] characters, CancellationToken ct)
    {
        lock (_gate)
            return _lastWrite = WriteAfterAsync(_lastWrite, characters, ct);
    }

    private async Task WriteAfterAsync(Task previous, byte[] characters, CancellationToken ct)
    {
        // A failed write is its own caller's business.
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await _budget.TakeAsync(characters.Length, ct);
        await Handle.WriteConsoleAsync(characters, ct);
    }
}
