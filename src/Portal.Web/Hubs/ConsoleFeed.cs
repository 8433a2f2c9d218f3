using System.Text.Json;
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
        ConsoleControlView? control = null;
        long? seen = null;
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
                if (!ReferenceEquals(console.Control, control) && TellsSomethingNew(console.Control, control))
                {
                    control = console.Control;
                    await client.SendAsync("Control", Describe(newState.ServerId, control), ct);
                }

                // A viewer hears of what happens while it is here, not of what happened before it came.
                seen ??= console.Control.Notices is [.., var newest] ? newest.Number : 0;
                foreach (var notice in console.Control.Notices.Where(notice => notice.Number > seen))
                {
                    await client.SendAsync("Notice", new ConsoleNoticeMessage(newState.ServerId, JsonNamingPolicy.CamelCase.ConvertName(notice.Kind.ToString()), notice.By, notice.To, notice.Reason), ct);
                    seen = notice.Number;
                }

                await _changes.Reader.ReadAsync(ct);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or NotFoundException)
        {
            // The viewer left, or may not see it any more: the stream itself tells that.
        }
    }

    private static bool TellsSomethingNew(ConsoleControlView now, ConsoleControlView? before) =>
        before is null || now.Driver != before.Driver || !now.Asking.SequenceEqual(before.Asking);

    private ConsoleControlMessage Describe(string serverId, ConsoleControlView control) => new(
        serverId, control.Driver?.Name, control.Driver?.UserId == handle.Person.UserId, [.. control.Asking.Select(person => new ConsoleAsker(person.UserId, person.Name))]);

    private ConsoleStateMessage Describe(ConsoleInfo console) => new(
        handle.Id.ToString(),
        console.State switch
        {
            ConsoleLineState.Live => "live",
            ConsoleLineState.Connecting => "connecting",
            ConsoleLineState.HeldByOther => "heldByOther",
            ConsoleLineState.Refused => "refused",
            ConsoleLineState.Idle => "idle",
            ConsoleLineState.Off => "off",
            ConsoleLineState.Released => "released",
            ConsoleLineState.NotRecorded => "notRecorded",
            _ => "down",
        },
        console.Problem.Code(),
        console.Problem == BmcProblem.None ? null : console.Problem.Sentence(),
        ConsoleHolderMessage.From(console.Holder),
        ConsoleReleaseMessage.From(console.Release));
}
