using Portal.Ipmi.Commands.SensorEvent;
using Portal.Ipmi.Commands.Storage;

namespace Portal.Ipmi.Sensors;

/// <summary>
/// One walk along a chain of records, by the id of the next one. Nothing the BMC says is believed where it can be avoided: not its count, not the
/// end of its chain, not the length of its answers.
/// </summary>
internal sealed class SdrWalk(ISdrAccess access, SdrReadSize size, int maxRecords, List<string> remarks)
{
    private const ushort EndOfChain = 0xFFFF;
    private const int MaxRestartsOfRecord = 8;
    private const int MaxTwins = 8;
    private const int MaxOffset = 0xFF;

    private readonly HashSet<ushort> _visited = [];
    private ushort _reservation;
    private bool _mayReserve = true;
    private int _restartsOfRecord;

    /// <summary>The chain was followed to where it ends; a command without an answer is no end.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The reservation was lost on the way: what was read before may be out of date.</summary>
    public bool WasDisturbed { get; private set; }

    public async Task<List<ReadOnlyMemory<byte>>> RunAsync(CancellationToken ct)
    {
        var records = new List<ReadOnlyMemory<byte>>();
        var twins = 0;
        ushort id = 0;
        _visited.Add(id);
        while (await ReadRecordAsync(id, records.Count == 0, ct).ConfigureAwait(false) is var (next, bytes) && bytes is not null)
        {
            if (records.Count > 0 && bytes.AsSpan().SequenceEqual(records[0].Span))
            {
                remarks.Add("The chain of records leads back to its beginning; it was cut there.");
                break;
            }

            twins = records.Count > 0 && bytes.AsSpan().SequenceEqual(records[^1].Span) ? twins + 1 : 0;
            if (twins == MaxTwins)
            {
                remarks.Add("The chain of records repeats its last one for ever; it was cut there.");
                records.RemoveRange(records.Count - MaxTwins + 1, MaxTwins - 1);
                break;
            }

            records.Add(bytes);
            _restartsOfRecord = 0;
            if (next == EndOfChain)
                break;
            if (next == 0 || !_visited.Add(next))
            {
                remarks.Add($"Record {id:X4}h names {next:X4}h as the next, which was read before; the chain was cut there.");
                break;
            }

            if (records.Count >= maxRecords)
            {
                remarks.Add($"There are more than {maxRecords} records; the rest was left out.");
                break;
            }

            id = next;
        }

        return records;
    }

    /// <summary>One record and the id of the next; no bytes when the chain ends here instead.</summary>
    private async Task<(ushort Next, byte[]? Bytes)> ReadRecordAsync(ushort id, bool isFirst, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                if (size.IsWhole && await TryReadWholeAsync(id, ct).ConfigureAwait(false) is { } whole)
                    return whole;
                return await ReadInPartsAsync(id, ct).ConfigureAwait(false);
            }
            catch (IpmiCommandException e) when (IsLostReservation(e.CompletionCode) && _restartsOfRecord < MaxRestartsOfRecord)
            {
                // Someone else reserved, or a record changed: begin this record anew.
                _restartsOfRecord++;
                WasDisturbed = true;
                _reservation = 0;
                _mayReserve = true;
            }
            catch (IpmiCommandException e) when (e.CompletionCode == CompletionCode.NotPresent && isFirst)
            {
                return (EndOfChain, null);
            }
            catch (IpmiException e) when (!isFirst && IsAboutThisRecord(e))
            {
                IsComplete = e is IpmiCommandException;
                remarks.Add($"Record {id:X4}h, which is named as the next, cannot be read ({e.Message}); the chain was cut there.");
                return (EndOfChain, null);
            }
        }
    }

    /// <summary>Reads a record in one go; null when this BMC does not give whole records, which is remembered.</summary>
    private async Task<(ushort Next, byte[]? Bytes)?> TryReadWholeAsync(ushort id, CancellationToken ct)
    {
        SdrPart part;
        try
        {
            part = await access.GetAsync(_reservation, id, 0, GetSdr.WholeRecord, ct).ConfigureAwait(false);
        }
        catch (IpmiCommandException e) when (IsLostReservation(e.CompletionCode) && _reservation == 0 && _mayReserve)
        {
            // It wants a reservation even for this.
            await ReserveAsync(ct).ConfigureAwait(false);
            part = await access.GetAsync(_reservation, id, 0, GetSdr.WholeRecord, ct).ConfigureAwait(false);
        }
        catch (IpmiException e) when (MayBeTooLong(e))
        {
            size.Shrink();
            return null;
        }

        var bytes = part.Data;
        if (bytes.Length < SdrHeader.Bytes)
        {
            size.Shrink();
            return null;
        }

        var length = SdrHeader.Bytes + bytes.Span[4];
        if (bytes.Length >= length)
            return (part.NextRecordId, bytes[..length].ToArray());

        // Bytes are missing: perhaps they come when asked for by themselves, with a size for this record only.
        var record = new byte[length];
        bytes.CopyTo(record);
        await ReserveAsync(ct).ConfigureAwait(false);
        var read = await FillAsync(record, id, bytes.Length, size.ForOneRecord(), ct).ConfigureAwait(false);
        return (part.NextRecordId, Cut(record, read));
    }

    private async Task<(ushort Next, byte[]? Bytes)> ReadInPartsAsync(ushort id, CancellationToken ct)
    {
        await ReserveAsync(ct).ConfigureAwait(false);
        var head = await access.GetAsync(_reservation, id, 0, SdrHeader.Bytes, ct).ConfigureAwait(false);
        if (head.Data.Length < SdrHeader.Bytes)
            throw new IpmiFormatException($"Expected the {SdrHeader.Bytes} bytes of a record's header, but {head.Data.Length} came.");
        var record = new byte[SdrHeader.Bytes + head.Data.Span[4]];
        head.Data.Span[..SdrHeader.Bytes].CopyTo(record);
        var read = await FillAsync(record, id, SdrHeader.Bytes, size, ct).ConfigureAwait(false);
        return (head.NextRecordId, Cut(record, read));
    }

    /// <summary>Reads the rest of a record from an offset on; returns how many bytes there are in the end.</summary>
    private async Task<int> FillAsync(byte[] record, ushort id, int offset, SdrReadSize chunk, CancellationToken ct)
    {
        while (offset < record.Length && offset <= MaxOffset)
        {
            ReadOnlyMemory<byte> data;
            try
            {
                var count = (byte)Math.Min(chunk.Bytes, record.Length - offset);
                data = (await access.GetAsync(_reservation, id, (byte)offset, count, ct).ConfigureAwait(false)).Data;
            }
            catch (IpmiException e) when (MayBeTooLong(e))
            {
                data = default;
            }

            if (data.IsEmpty)
            {
                if (!chunk.Shrink())
                    break;
                continue;
            }

            var taken = Math.Min(data.Length, record.Length - offset);
            data.Span[..taken].CopyTo(record.AsSpan(offset));
            offset += taken;
        }

        return offset;
    }

    private byte[] Cut(byte[] record, int length)
    {
        if (length >= record.Length)
            return record;
        remarks.Add($"Record {record[0] | (record[1] << 8):X4}h has {record.Length} bytes, of which {length} could be read.");
        return record[..length];
    }

    private async Task ReserveAsync(CancellationToken ct)
    {
        if (_reservation != 0 || !_mayReserve)
            return;
        try
        {
            _reservation = await access.ReserveAsync(ct).ConfigureAwait(false);
        }
        catch (IpmiCommandException)
        {
            // A BMC that knows no reservations wants none.
            _mayReserve = false;
        }
    }

    private static bool IsLostReservation(CompletionCode code) => code is CompletionCode.ReservationCancelled or GetDeviceSdr.RecordChanged;

    // IPMI 2.0 §33.12 names CAh and FFh; BMCs and bridges say it in other ways too, or not at all.
    private static bool MayBeTooLong(IpmiException e) => e switch
    {
        IpmiCommandException command => command.CompletionCode is CompletionCode.CannotReturnRequestedBytes or CompletionCode.Unspecified or CompletionCode.RequestLengthInvalid
            or CompletionCode.RequestTooLong or CompletionCode.OutOfSpace or CompletionCode.RequestTruncated or CompletionCode.InvalidDataField or CompletionCode.NoResponse
            or CompletionCode.ParameterOutOfRange,
        IpmiFormatException => true,
        _ => e.Failure == IpmiFailure.CommandTimeout,
    };

    private static bool IsAboutThisRecord(IpmiException e) => e switch
    {
        IpmiCommandException command => command.CompletionCode != CompletionCode.InsufficientPrivilege && !IsLostReservation(command.CompletionCode),
        IpmiFormatException => true,
        _ => e.Failure == IpmiFailure.CommandTimeout,
    };
}
