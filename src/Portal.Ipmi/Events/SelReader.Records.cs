using Portal.Ipmi.Commands.Storage;

namespace Portal.Ipmi.Events;

/// <content>One record, whole or piece by piece.</content>
public sealed partial class SelReader
{
    private const int ReservationAttempts = 4;

    /// <summary>Bytes of a record asked for at once; shrinks for good when the BMC cannot return a whole one.</summary>
    private byte _chunk = GetSelEntry.WholeRecord;

    /// <summary>Reads one record and the id of the next. The record is null when the BMC gives fewer than 16 bytes and not the rest.</summary>
    private async Task<(SelRecord? Record, ushort Next)> ReadRecordAsync(ushort id, CancellationToken ct)
    {
        if (_chunk == GetSelEntry.WholeRecord)
        {
            try
            {
                var entry = await WhileErasingAsync(() => _connection.SendAsync(new GetSelEntry(id), ct), ct).ConfigureAwait(false);
                // Some BMCs append bytes; the record is 16.
                if (entry.Data.Length >= SelRecordBytes.Length)
                    return (SelRecord.Parse(entry.Data.Span[..SelRecordBytes.Length]), entry.NextRecordId);
            }
            catch (IpmiCommandException e) when (IsTooMuch(e.CompletionCode))
            {
                _chunk = SelRecordBytes.Length / 2;
            }
        }

        return await ReadPiecesAsync(id, ct).ConfigureAwait(false);
    }

    private async Task<(SelRecord? Record, ushort Next)> ReadPiecesAsync(ushort id, CancellationToken ct)
    {
        var record = new byte[SelRecordBytes.Length];
        var next = GetSelEntry.Last;
        var chunk = _chunk == GetSelEntry.WholeRecord ? SelRecordBytes.Length / 2 : _chunk;
        for (var attempt = 0; attempt < ReservationAttempts; attempt++)
        {
            var reservation = await TryReserveAsync(ct).ConfigureAwait(false);
            try
            {
                var have = 0;
                while (have < record.Length)
                {
                    var piece = new GetSelEntry(id) { ReservationId = reservation, Offset = (byte)have, Count = (byte)Math.Min(chunk, record.Length - have) };
                    var entry = await WhileErasingAsync(() => _connection.SendAsync(piece, ct), ct).ConfigureAwait(false);
                    var data = entry.Data[..Math.Min(entry.Data.Length, record.Length - have)];
                    next = entry.NextRecordId;
                    if (data.IsEmpty)
                        return (null, next);
                    data.CopyTo(record.AsMemory(have));
                    have += data.Length;
                }

                return (SelRecord.Parse(record), next);
            }
            catch (IpmiCommandException e) when (e.CompletionCode == CompletionCode.ReservationCancelled && attempt < ReservationAttempts - 1)
            {
                // An event came between; its reservation is gone, the record is not.
            }
            catch (IpmiCommandException e) when (IsTooMuch(e.CompletionCode) && chunk > 1)
            {
                chunk /= 2;
                _chunk = (byte)chunk;
                attempt--;
            }
        }

        return (null, next);
    }

    /// <summary>A reservation; 0 when the BMC has none or wants a higher privilege for it (Supermicro wants operator), which most then accept.</summary>
    private async Task<ushort> TryReserveAsync(CancellationToken ct)
    {
        try
        {
            return await WhileErasingAsync(() => _connection.SendAsync(new ReserveSel(), ct), ct).ConfigureAwait(false);
        }
        catch (IpmiCommandException e) when (e.CompletionCode != SelCompletion.EraseInProgress)
        {
            return 0;
        }
    }

    private static bool IsTooMuch(CompletionCode code) =>
        code is CompletionCode.CannotReturnRequestedBytes or CompletionCode.RequestTooLong or CompletionCode.RequestLengthInvalid or CompletionCode.Unspecified;
}
