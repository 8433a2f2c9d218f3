using Portal.Fleet.Consoles;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>One server, opened for one caller. Every method checks the right it needs and every changing method writes its audit entries.</summary>
public sealed class BmcHandle
{
    public BmcId Id => throw new NotImplementedException();

    public string Name => throw new NotImplementedException();

    /// <summary>All the rights the caller holds on this server, for showing and explaining; not only those asked for.</summary>
    public BmcRight Rights => throw new NotImplementedException();

    /// <summary>Fires when the caller's rights on this server change or end. Holders of long-lived things stop then.</summary>
    public CancellationToken Revoked => throw new NotImplementedException();

    /// <summary>The server with its live status.</summary>
    public Task<ServerView> GetAsync(CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Changes the server (<see cref="BmcRight.Administer"/>).</summary>
    /// <exception cref="InvalidServerException">A field is not acceptable.</exception>
    public Task<ServerView> ChangeAsync(ServerChange change, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Takes the server out of the portal (<see cref="BmcRight.Administer"/>); the BMC's session is closed, its console record deleted.</summary>
    public Task DeleteAsync(CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Logs in to the BMC once, apart from the live link, and tells each step as it ends (<see cref="BmcRight.Test"/>). At most 10 s in all.</summary>
    public IAsyncEnumerable<TestStep> TestAsync(CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Drops the back-off and connects now (<see cref="BmcRight.Test"/>).</summary>
    public Task ReconnectAsync(CancellationToken ct) => throw new NotImplementedException();

    /// <summary>
    /// Records a power operation and starts it (<see cref="BmcRight.PowerSoft"/> for on and soft, <see cref="BmcRight.PowerHard"/> for the rest).
    /// The command is sent once, never repeated. The same idempotency key of the same user answers the operation it made first.
    /// </summary>
    /// <exception cref="PowerConflictException">Another operation on this server is still under way.</exception>
    public Task<PowerOperationView> RequestPowerAsync(PowerAction action, string? reason, string? idempotencyKey, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>The newest power operations of this server.</summary>
    public Task<IReadOnlyList<PowerOperationView>> ListOperationsAsync(int limit, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>
    /// The console from an offset on (<see cref="BmcRight.ConsoleRead"/>): first what is recorded, then live, without end, until cancelled or revoked.
    /// Null starts at most 256 KiB before the end. The caller appears among the viewers while it enumerates.
    /// </summary>
    public IAsyncEnumerable<ConsoleChunk> AttachConsoleAsync(long? fromOffset, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Types characters (<see cref="BmcRight.ConsoleWrite"/>); completes when the BMC has accepted them.</summary>
    /// <exception cref="ConsoleUnavailableException">The line is not live.</exception>
    public Task WriteConsoleAsync(ReadOnlyMemory<byte> characters, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Sends a serial break (<see cref="BmcRight.ConsoleWrite"/>).</summary>
    /// <exception cref="ConsoleUnavailableException">The line is not live.</exception>
    public Task SendBreakAsync(CancellationToken ct) => throw new NotImplementedException();

    /// <summary>State of the line and what is recorded (<see cref="BmcRight.ConsoleRead"/>).</summary>
    public Task<ConsoleInfo> GetConsoleAsync(CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Recorded bytes from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive), as far as they are still kept (<see cref="BmcRight.ConsoleRead"/>).</summary>
    public IAsyncEnumerable<ConsoleChunk> ReadConsoleAsync(long from, long to, CancellationToken ct) => throw new NotImplementedException();
}
