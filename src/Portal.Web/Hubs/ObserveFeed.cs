using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Portal.Fleet.Access;
using Portal.Fleet.Status;

namespace Portal.Web.Hubs;

/// <summary>Tells an observer how the line is: the one word, and nothing of why or of who else is there.</summary>
internal sealed class ObserveFeed(StatusBoard board)
{
    /// <summary>At once and on every change, until cancelled; never throws.</summary>
    public async Task RunAsync(BmcHandle handle, IClientProxy client, CancellationToken ct)
    {
        // One pending change says as much as many: what is told is read afterwards.
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        string? told = null;
        try
        {
            using var subscription = board.Subscribe(handle.Id, () => changes.Writer.TryWrite(true));
            while (true)
            {
                var state = JsonNamingPolicy.CamelCase.ConvertName((await handle.GetConsoleAsync(ct)).State.ToString());
                if (state != told)
                    await client.SendAsync("State", told = state, ct);
                await changes.Reader.ReadAsync(ct);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or NotFoundException)
        {
            // The stream itself tells that it ended.
        }
    }
}
