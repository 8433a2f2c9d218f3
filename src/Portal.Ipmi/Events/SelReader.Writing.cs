using Portal.Ipmi.Commands.Storage;

namespace Portal.Ipmi.Events;

/// <content>Clearing and deleting.</content>
public sealed partial class SelReader
{
    /// <summary>
    /// Clears the log and waits until the BMC has erased it. With <paramref name="readUpTo"/> it clears only what was read: when an event came
    /// later, nothing is cleared and the answer is false.
    /// </summary>
    /// <exception cref="IpmiException">The BMC refused, did not answer, or the erasure did not end in time.</exception>
    public async Task<bool> ClearAsync(SelCursor? readUpTo, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var reservation = await ReserveForWritingAsync(ct).ConfigureAwait(false);
            if (readUpTo is not null && await ReadNewAsync(readUpTo, ct).ConfigureAwait(false))
                return false;
            try
            {
                var done = await _connection.SendAsync(new ClearSel(reservation, Start: true), ct).ConfigureAwait(false);
                await AwaitErasureAsync(reservation, done, ct).ConfigureAwait(false);
                return true;
            }
            catch (IpmiCommandException e) when (e.CompletionCode == CompletionCode.ReservationCancelled && attempt < ReservationAttempts)
            {
                // Another reservation or an event came between reserving and clearing: look again.
            }
        }
    }

    /// <summary>Deletes one record and answers its id. Many BMCs support clearing only, and refuse.</summary>
    /// <exception cref="IpmiCommandException">The BMC refused, or does not support it.</exception>
    public async Task<ushort> DeleteAsync(ushort recordId, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var reservation = await ReserveForWritingAsync(ct).ConfigureAwait(false);
            try
            {
                return await _connection.SendAsync(new DeleteSelEntry(reservation, recordId), ct).ConfigureAwait(false);
            }
            catch (IpmiCommandException e) when (e.CompletionCode == CompletionCode.ReservationCancelled && attempt < ReservationAttempts)
            {
                // An event came between reserving and deleting.
            }
        }
    }

    private async Task<bool> ReadNewAsync(SelCursor cursor, CancellationToken ct)
    {
        var now = await ReadAsync(cursor, ct).ConfigureAwait(false);
        return now.Records.Count > 0;
    }

    /// <summary>A reservation to change the log with; 0 when the BMC does not implement reservations.</summary>
    private async Task<ushort> ReserveForWritingAsync(CancellationToken ct)
    {
        try
        {
            return await WhileErasingAsync(() => _connection.SendAsync(new ReserveSel(), ct), ct).ConfigureAwait(false);
        }
        catch (IpmiCommandException e) when (e.CompletionCode == CompletionCode.InvalidCommand)
        {
            return 0;
        }
    }

    private async Task AwaitErasureAsync(ushort reservation, bool done, CancellationToken ct)
    {
        var deadline = _options.TimeProvider.GetUtcNow() + _options.EraseTimeout;
        while (!done)
        {
            if (_options.TimeProvider.GetUtcNow() >= deadline)
                throw new IpmiTimeoutException(IpmiFailure.CommandTimeout, $"The BMC has not finished erasing its event log after {_options.EraseTimeout.TotalSeconds:0} s.", outcomeUnknown: true);
            await Task.Delay(_options.ErasePoll, _options.TimeProvider, ct).ConfigureAwait(false);
            try
            {
                done = await WhileErasingAsync(() => _connection.SendAsync(new ClearSel(reservation, Start: false), ct), ct).ConfigureAwait(false);
            }
            catch (IpmiCommandException e) when (e.CompletionCode is CompletionCode.ReservationCancelled or CompletionCode.InvalidDataField or CompletionCode.InvalidCommand)
            {
                // The clearing itself cancels the reservation on some BMCs, and others know no status: that it was begun is all there is to learn.
                done = true;
            }
        }
    }
}
