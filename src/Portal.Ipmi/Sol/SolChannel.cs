namespace Portal.Ipmi.Sol;

/// <summary>An active SOL payload: characters both ways, nothing lost, nothing doubled (IPMI 2.0 §15.9 to §15.11).</summary>
public sealed class SolChannel : IAsyncDisposable
{
    /// <summary>Largest number of characters in one packet to the BMC, after clamping what the BMC claimed.</summary>
    public int MaxOutboundCharacters => throw new NotImplementedException();

    /// <summary>
    /// Everything the BMC reports, in order, until the channel ends; one reader only. A channel that fails ends with its exception,
    /// one that was deactivated ends after <see cref="SolEventKind.Deactivated"/>.
    /// </summary>
    public IAsyncEnumerable<SolEvent> ReadAllAsync(CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Sends characters to the host; completes when the BMC has accepted all of them. Calls are served in order.</summary>
    public Task WriteAsync(ReadOnlyMemory<byte> characters, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Sends a serial break, ordered behind earlier characters; completes when the BMC acknowledged it.</summary>
    public Task SendBreakAsync(CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Deactivates the payload on the BMC, best effort, and ends the channel. The session lives on.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();

    /// <summary>
    /// Registers a new channel with <paramref name="link"/> (<see cref="ISolLink.SetReceiver"/>), then activates the payload;
    /// detaches it again when that fails.
    /// </summary>
    internal static Task<SolChannel> ActivateAsync(ISolLink link, SolOptions options, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Takes one SOL payload. Called by the session's receive loop: synchronous, never blocks, keeps no reference to the bytes.</summary>
    internal void OnPayload(ReadOnlySpan<byte> payload) => throw new NotImplementedException();
}
