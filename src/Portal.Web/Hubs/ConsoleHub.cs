using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using Portal.Fleet.Access;
using Portal.Fleet.Auditing;
using Portal.Fleet.Consoles;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Web.Identity;
using Portal.Web.Live;

namespace Portal.Web.Hubs;

/// <summary>
/// Live consoles for browsers and programs, apart from any circuit. Each viewer pulls its own stream from the record, so a slow one holds up nobody.
/// Errors are <see cref="HubException"/>s that begin with a stable code; missing and forbidden are the same <c>not_found</c>.
/// <para>
/// The connection's query may say <c>flow=ack</c> (the client gives credit with <see cref="Ack"/>; without it nothing beyond the transport holds the stream
/// back) and <c>output=raw</c> (byte-exact, for programs; without it <see cref="TerminalOutputFilter"/> makes it safe for a terminal).
/// </para>
/// </summary>
internal sealed partial class ConsoleHub : Hub
{
    /// <summary>Most characters in one <see cref="Write"/>.</summary>
    public const int MaxWrite = 4 * 1024;

    /// <summary>Most consoles that one connection may have open.</summary>
    public const int MaxConsoles = 32;

    private const string ConsolesKey = "consoles";

    private readonly BmcAccess _access;
    private readonly StatusBoard _board;
    private readonly HubFaults _faults;
    private readonly TimeProvider _time;

    public ConsoleHub(BmcAccess access, StatusBoard board, HubFaults faults, TimeProvider time)
    {
        _access = access;
        _board = board;
        _faults = faults;
        _time = time;
    }

    private ConsoleConnection Connection => (ConsoleConnection)Context.Items[ConsolesKey]!;

    public override Task OnConnectedAsync()
    {
        // Without its request nobody could end it: then it does not begin.
        if (LiveConnection.Of(Context.GetHttpContext()) is not { } live)
        {
            Context.Abort();
            return Task.CompletedTask;
        }

        var connection = Context;
        Context.Items[ConsolesKey] = new ConsoleConnection(connection.GetHttpContext()?.Request.Query, live);
        live.Ended.Register(connection.Abort);
        return Task.CompletedTask;
    }

    /// <summary>Streams a console from an offset on, first what is recorded, then live, until cancelled. Null starts at most 256 KiB before the end.</summary>
    public async IAsyncEnumerable<ConsoleChunkMessage> Attach(string serverId, long? fromOffset, [EnumeratorCancellation] CancellationToken ct)
    {
        var connection = Connection;
        var client = Clients.Caller;
        var handle = await OpenAsync(serverId, ct);
        using var console = new AttachedConsole(handle, connection, _time, Context.ConnectionAborted);
        if (!connection.TryAdd(handle.Id, console))
            throw ConsoleErrors.AlreadyAttached();

        connection.Live.Hold(handle);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, handle.Revoked, connection.Live.Ended);
        var feed = new ConsoleFeed(handle, _board, client);
        var telling = feed.RunAsync(end.Token);
        try
        {
            var filter = connection.Raw ? null : new TerminalOutputFilter();
            await using var chunks = handle.AttachConsoleAsync(fromOffset, end.Token).GetAsyncEnumerator(end.Token);
            ConsoleChunk? gap = null;
            while (await _faults.WatchAsync(nameof(Attach), NextAsync(chunks, handle, ct)))
            {
                var message = ConsoleChunks.Convert(chunks.Current, filter, ref gap);
                if (message is null)
                    continue;
                if (console.Credit is { } credit && !credit.Allows(message.Offset, message.Offset + message.Data.Length))
                    await credit.WaitAsync(message.Offset, message.Offset + message.Data.Length, end.Token).RevokedAs(handle, ct);
                yield return message;
            }
        }
        finally
        {
            connection.Remove(handle.Id);
            connection.Live.Release(handle);
            await end.CancelAsync();
            await telling;
        }
    }

    /// <summary>The client has dealt with everything before this offset. Also a cheap question whether the portal is still there.</summary>
    public void Ack(string serverId, long offset)
    {
        if (BmcId.TryParse(serverId, out var id))
            Connection.Find(id)?.Credit?.Acknowledge(offset);
    }

    /// <summary>Types characters on an attached console; completes when the BMC has accepted them.</summary>
    public Task Write(string serverId, byte[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Length > MaxWrite)
            throw ConsoleErrors.TooLarge();
        // Nothing is awaited before the console's own queue: invocations start in the order they came in.
        var console = FindForInput(serverId);
        return data.Length == 0 ? Task.CompletedTask : ConsoleErrors.TranslateAsync(console.WriteAsync(data));
    }

    /// <summary>Sends a serial break on an attached console.</summary>
    public Task SendBreak(string serverId) =>
        ConsoleErrors.TranslateAsync(FindForInput(serverId).Handle.SendBreakAsync(Context.ConnectionAborted));

    /// <summary>Sends a break and, within the time that a kernel waits for it, the key of a SysRq command.</summary>
    public Task SendSysRq(string serverId, string key) => SysRqCommand.Find(key) is { } command
        ? ConsoleErrors.TranslateAsync(FindForInput(serverId).Handle.SendSysRqAsync(command, Context.ConnectionAborted))
        : throw ConsoleErrors.UnknownSysRq();

    /// <summary>Asks for control of an attached console: given at once when nobody types, else the one who types is asked.</summary>
    public Task RequestControl(string serverId) =>
        ConsoleErrors.TranslateAsync(FindForInput(serverId).Handle.RequestControlAsync(Context.ConnectionAborted));

    /// <summary>Hands control to one who asks for it.</summary>
    public Task GrantControl(string serverId, string userId) => GiveAsync(FindForInput(serverId).Handle.GrantControlAsync(userId, Context.ConnectionAborted));

    /// <summary>Keeps control from one who asks for it.</summary>
    public Task DeclineControl(string serverId, string userId) => GiveAsync(FindForInput(serverId).Handle.DeclineControlAsync(userId, Context.ConnectionAborted));

    /// <summary>Takes control from whoever has it; that person is told by whom and why.</summary>
    public Task TakeControl(string serverId, string reason)
    {
        RequireReason(reason);
        return ConsoleErrors.TranslateAsync(FindForInput(serverId).Handle.TakeControlAsync(reason, Context.ConnectionAborted));
    }

    /// <summary>Lets go of control.</summary>
    public Task Release(string serverId) => GiveAsync(FindForInput(serverId).Handle.ReleaseControlAsync(Context.ConnectionAborted));

    /// <summary>Takes the serial line from whoever else holds it on the BMC.</summary>
    public Task TakeLine(string serverId, string reason)
    {
        RequireReason(reason);
        return ConsoleErrors.TranslateAsync(FindForInput(serverId).Handle.TakeLineAsync(reason, Context.ConnectionAborted));
    }

    /// <summary>Leaves the serial line to somebody else for some minutes; it is taken back by itself.</summary>
    public Task ReleaseLine(string serverId, int minutes, string reason)
    {
        RequireReason(reason);
        if (minutes is < 1 or > ConsoleRelease.MostMinutes)
            throw ConsoleErrors.InvalidMinutes();
        return ConsoleErrors.TranslateAsync(FindForInput(serverId).Handle.ReleaseLineAsync(minutes, reason, Context.ConnectionAborted));
    }

    /// <summary>Takes the serial line back before the time.</summary>
    public Task ResumeLine(string serverId) => ConsoleErrors.TranslateAsync(FindForInput(serverId).Handle.ResumeLineAsync(Context.ConnectionAborted));

    private static void RequireReason(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > BmcHandle.LongestReason)
            throw ConsoleErrors.InvalidReason();
    }

    private static async Task GiveAsync(Task<bool> change)
    {
        await ConsoleErrors.TranslateAsync(change);
        if (!await change)
            throw ConsoleErrors.NotYours();
    }

    private async Task<BmcHandle> OpenAsync(string serverId, CancellationToken ct)
    {
        if (!BmcId.TryParse(serverId, out var id))
            throw ConsoleErrors.NotFound();
        try
        {
            var remote = Context.GetHttpContext()?.Connection.RemoteIpAddress?.ToString();
            return await _access.OpenAsync(Context.User!.ToCaller("console", remote), id, BmcRight.ConsoleRead, ct);
        }
        catch (NotFoundException)
        {
            throw ConsoleErrors.NotFound();
        }
    }

    private AttachedConsole FindForInput(string serverId)
    {
        var console = BmcId.TryParse(serverId, out var id) ? Connection.Find(id) : null;
        if (console is null)
            throw ConsoleErrors.NotAttached();
        if (console.Ended.IsCancellationRequested)
            throw ConsoleErrors.Revoked();
        return console;
    }

    // For each piece of each viewer: it allocates nothing.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<ConsoleChunk> chunks, BmcHandle handle, CancellationToken ct)
    {
        try
        {
            return await chunks.MoveNextAsync();
        }
        catch (OperationCanceledException) when (handle.Revoked.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw ConsoleErrors.Revoked();
        }
        catch (NotFoundException)
        {
            throw ConsoleErrors.Revoked();
        }
        catch (AuditUnavailableException e)
        {
            throw ConsoleErrors.AuditUnavailable(e);
        }
    }
}
