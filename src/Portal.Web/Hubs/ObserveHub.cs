using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Observing;
using Portal.Fleet.Auditing;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Terminal;
using Portal.Web.Components.Servers;

namespace Portal.Web.Hubs;

/// <summary>
/// One console to be read by somebody without an account, by an observer link. There is nothing here to type with, to choose a server with, or to learn who else
/// watches: a connection shows a link's secret once, in a message and not in an address, and gets what that link opens.
/// </summary>
internal sealed class ObserveHub(ObserverLinks links, ObserveFeed feed, ObserveDoor door, HubFaults faults, TimeProvider time) : Hub
{
    public const string Path = "/hubs/observe";

    private const string Entered = "entered";
    private const string Watching = "watching";

    /// <summary>Where a link leads. What is behind the # stays in the browser: no log and no Referer has it.</summary>
    public static string PageOf(string secret) => $"/observe#{secret}";

    public override Task OnConnectedAsync()
    {
        if (door.TryEnter(Context))
            Context.Items[Entered] = true;
        else
            Context.Abort();
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items.ContainsKey(Entered))
            door.Leave(Context);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Streams the console of a link from an offset on until the link ends; null, or an offset from before the link was made, begins with the screen of that moment.
    /// At most 256 KiB are under way that <see cref="Ack"/> has not acknowledged.
    /// </summary>
    public async IAsyncEnumerable<ConsoleChunkMessage> Watch(string secret, long? fromOffset, [EnumeratorCancellation] CancellationToken ct)
    {
        var credit = new CreditWindow();
        if (!Context.Items.TryAdd(Watching, credit))
            throw ConsoleErrors.AlreadyAttached();
        using var visit = await OpenAsync(secret, ct);
        door.Admit(Context);
        var handle = visit.Handle;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, handle.Revoked);
        var server = await handle.GetAsync(ct);
        await Clients.Caller.SendAsync(
            "Link", new ObserveMessage(server.Name, visit.Label, visit.EndsAt.ToUnixTimeMilliseconds(), time.GetUtcNow().ToUnixTimeMilliseconds(), TerminalLabels.Of(server.ConsoleCharset)), ct);
        var telling = feed.RunAsync(handle, Clients.Caller, end.Token);
        try
        {
            var from = fromOffset is { } offset && offset >= visit.From ? offset : visit.From;
            if (fromOffset != from)
            {
                var screen = await faults.WatchAsync(nameof(Watch), RevokedAsync(handle.GetScreenAsync(from, end.Token), handle, ct));
                from = screen.Offset;
                yield return new ConsoleChunkMessage(from, [], null, Screen: screen.WithoutHistory().Data.ToArray());
            }

            var filter = new TerminalOutputFilter();
            await using var chunks = handle.AttachConsoleAsync(from, end.Token).GetAsyncEnumerator(end.Token);
            ConsoleChunk? gap = null;
            while (await faults.WatchAsync(nameof(Watch), RevokedAsync(chunks.MoveNextAsync().AsTask(), handle, ct)))
            {
                var message = ConsoleChunks.Convert(chunks.Current, filter, ref gap);
                if (message is null)
                    continue;
                // What had moved off the screen may be from before the link.
                if (message.Screen is { } drawn)
                    message = message with { Screen = new TerminalSnapshot(message.Offset, TerminalScreen.DefaultColumns, TerminalScreen.DefaultRows, drawn).WithoutHistory().Data.ToArray() };
                if (!credit.Allows(message.Offset, message.Offset + message.Data.Length))
                    await credit.WaitAsync(message.Offset, message.Offset + message.Data.Length, end.Token).RevokedAs(handle, ct);
                yield return message;
            }
        }
        finally
        {
            await end.CancelAsync();
            await telling;
            Context.Items.Remove(Watching);
        }
    }

    /// <summary>The client has dealt with everything before this offset. Also a cheap question whether the portal is still there.</summary>
    public void Ack(long offset) => (Context.Items.TryGetValue(Watching, out var credit) ? credit as CreditWindow : null)?.Acknowledge(offset);

    private async Task<ObserverVisit> OpenAsync(string secret, CancellationToken ct)
    {
        try
        {
            return await links.OpenAsync(secret ?? "", Context.GetHttpContext()?.Connection.RemoteIpAddress?.ToString(), ct);
        }
        catch (NotFoundException)
        {
            Context.Items.Remove(Watching);
            throw ConsoleErrors.NotFound();
        }
        catch (AccessRefusedException refused)
        {
            Context.Items.Remove(Watching);
            throw new HubException($"{refused.Code}: {refused.Message}");
        }
    }

    private static async ValueTask<T> RevokedAsync<T>(Task<T> waiting, BmcHandle handle, CancellationToken ct)
    {
        try
        {
            return await waiting;
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
