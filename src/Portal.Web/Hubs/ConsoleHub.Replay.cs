using System.Runtime.CompilerServices;
using Portal.Fleet.Access;
using Portal.Fleet.Auditing;
using Portal.Fleet.Consoles.History;
using Portal.Web.Api.Consoles;

namespace Portal.Web.Hubs;

/// <content>The past of a console, for a player. Nothing that a client sends here reaches the line: a replay is no attached console.</content>
internal sealed partial class ConsoleHub
{
    /// <summary>Most replays that one connection may have under way.</summary>
    public const int MaxReplays = 4;

    /// <summary>
    /// Streams what was recorded, from a byte offset or an RFC 3339 time to the record's end as it is now. The first message draws the screen of that moment; the
    /// others carry output with its time. At most 256 KiB are under way that <see cref="AckReplay"/> has not acknowledged.
    /// </summary>
    /// <param name="serverId">Which server.</param>
    /// <param name="at">Offset or time.</param>
    /// <param name="replay">The client's own number for this replay, for its acknowledgements.</param>
    public async IAsyncEnumerable<ReplayMessage> Replay(string serverId, string at, int replay, [EnumeratorCancellation] CancellationToken ct)
    {
        var connection = Connection;
        if (!RecordPoint.TryParse(at ?? "", out var point))
            throw ConsoleErrors.InvalidMoment();
        var handle = await OpenAsync(serverId, ct);
        var credit = new CreditWindow();
        if (!connection.TryAddReplay(replay, credit))
            throw ConsoleErrors.TooManyReplays();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, handle.Revoked, connection.Live.Ended);
        try
        {
            var moment = handle.FindMoment(await point.ToOffsetAsync(handle, end.Token), ConsoleStep.None);
            var (screen, next) = await _faults.WatchAsync(nameof(Replay), RevokedAsync(ReplayPieces.ScreenAsync(handle, moment, end.Token), handle, ct));
            yield return screen;

            long sent = 0;
            await using var pieces = ReplayPieces.ReadAsync(handle, next, end.Token).GetAsyncEnumerator(end.Token);
            while (await _faults.WatchAsync(nameof(Replay), RevokedAsync(pieces.MoveNextAsync().AsTask(), handle, ct)))
            {
                var piece = pieces.Current;
                // Counted in bytes sent, not in offsets: a gap may leave out more of these than the window holds.
                await credit.WaitAsync(0, sent += piece.Data.Length, end.Token).RevokedAs(handle, ct);
                yield return piece;
            }
        }
        finally
        {
            connection.RemoveReplay(replay);
        }
    }

    /// <summary>The player has taken so many bytes of this replay in all.</summary>
    public void AckReplay(int replay, long bytes) => Connection.FindReplay(replay)?.Acknowledge(bytes);

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
