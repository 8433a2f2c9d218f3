using Portal.Fleet.Access;

namespace Portal.Web.Hubs;

/// <summary>One console as one connection has it open.</summary>
internal sealed class AttachedConsole : IDisposable
{
    private readonly Lock _gate = new();
    private readonly InputBudget _budget;
    private readonly CancellationTokenSource _ended;
    private Task _lastWrite = Task.CompletedTask;

    public AttachedConsole(BmcHandle handle, ConsoleConnection connection, TimeProvider time, CancellationToken aborted)
    {
        Handle = handle;
        _budget = new InputBudget(time);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(aborted, handle.Revoked, connection.Live.Ended);
        Ended = _ended.Token;
        Credit = connection.Acknowledges ? new CreditWindow() : null;
    }

    public BmcHandle Handle { get; }

    /// <summary>Fires when the rights, the credential or the connection end: what waits to be typed is dropped then, down to the line.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Null for a client that gives no credit: for that one the transport alone holds the stream back.</summary>
    public CreditWindow? Credit { get; }

    /// <summary>
    /// Types in the order of the calls; completes when the BMC has accepted the characters.
    /// As many wait here as one client may have invocations under way.
    /// </summary>
    public Task WriteAsync(byte[] characters)
    {
        lock (_gate)
            return _lastWrite = WriteAfterAsync(_lastWrite, characters);
    }

    // The stream is over, but what was typed into it is still good: the link of the tokens stays until they end.
    public void Dispose()
    {
        lock (_gate)
            _ = DisposeAfterAsync(_lastWrite);
    }

    private async Task WriteAfterAsync(Task previous, byte[] characters)
    {
        // A failed write is its own caller's business.
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            await _budget.TakeAsync(characters.Length, Ended);
            await Handle.WriteConsoleAsync(characters, Ended);
        }
        catch (OperationCanceledException) when (Ended.IsCancellationRequested)
        {
            throw ConsoleErrors.Revoked();
        }
    }

    private async Task DisposeAfterAsync(Task lastWrite)
    {
        await lastWrite.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
    }
}
