using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Fleet.Links;
using Portal.Fleet.Status;

namespace Portal.Web.Hubs;

/// <summary>Tells one viewer about the line and about who else is there: at once, then on every change.</summary>
internal sealed class ConsoleFeed(BmcHandle handle, StatusBoard board, IClientProxy client)
{
    // One pending change says as much as many: what is told is read afterwards.
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Runs until cancelled; never throws.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        ConsoleStateMessage? state = null;
        string[]? roster = null;
        try
        {
            using var subscription = board.Subscribe(handle.Id, () => _changes.Writer.TryWrite(true));
            while (true)
            {
                var console = await handle.GetConsoleAsync(ct);
                var newState = Describe(console);
                if (newState != state)
                {
                    // Awaited: a viewer that does not read must not make messages pile up here.
                    await client.SendAsync("State", newState, ct);
                    state = newState;
                }
                if (roster is null || !console.Viewers.SequenceEqual(roster))
                {
                    roster = [.. console.Viewers];
                    await client.SendAsync("Roster", newState.ServerId, roster, ct);
                }
                await _changes.Reader.ReadAsync(ct);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or NotFoundException)
        {
            // The viewer left, or may not see it any more: the stream itself tells that.
        }
    }

    private ConsoleStateMessage Describe(ConsoleInfo console) => new(
        handle.Id.ToString(),
        console.State switch
        {
            ConsoleLineState.Live => "live",
            ConsoleLineState.Connecting => "connecting",
            ConsoleLineState.HeldByOther => "heldByOther",
            ConsoleLineState.Refused => "refused",
            _ => "down",
        },
        console.Problem.Code(),
        console.Problem == BmcProblem.None ? null : console.Problem.Sentence());
}
