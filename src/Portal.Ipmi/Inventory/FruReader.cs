using Portal.Ipmi.Commands.Storage;

namespace Portal.Ipmi.Inventory;

/// <summary>
/// Reads the FRU devices of one controller. It reads the header, then the areas by their lengths, and leaves blank space alone.
/// How much a controller gives at once is found out and remembered. Not thread safe.
/// </summary>
public sealed class FruReader
{
    // A round trip costs the same whatever it brings, but not every BMC answers long messages; 16 is what all give.
    private const int FirstReadBytes = 128;
    private const int SureReadBytes = 16;
    private const int LeastReadBytes = 8;
    private const int BusyRetries = 5;
    private const int LastInternalUseBytes = 256;
    private static readonly TimeSpan s_busyPause = TimeSpan.FromMilliseconds(30);

    private readonly IIpmiConnection _connection;
    private readonly TimeProvider _time;

    /// <summary>Reads through <paramref name="connection"/>: the BMC's own, or a bridge to the satellite controller that has the devices.</summary>
    public FruReader(IIpmiConnection connection, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Logical unit of the controller that the commands go to.</summary>
    public Lun Lun { get; init; }

    /// <summary>Bytes asked for at once; shrinks when the controller cannot give as many. Keep it to spare the next reader the trials.</summary>
    public int MaxReadBytes { get; set; } = FirstReadBytes;

    internal IIpmiConnection Connection => _connection;

    internal TimeProvider Time => _time;

    /// <summary>Reads what a FRU device says.</summary>
    /// <exception cref="IpmiFormatException">The device holds something else, SPD data of a memory module for instance.</exception>
    /// <exception cref="IpmiCommandException">There is no such device, or it cannot be read now.</exception>
    public async Task<FruInventory> ReadAsync(byte deviceId, CancellationToken ct)
    {
        var image = await OpenAsync(deviceId, ct).ConfigureAwait(false);
        await NeedAsync(image, 0, FruInventory.HeaderLength, ct).ConfigureAwait(false);
        var internalUseRead = 0;
        if (IsInventory(image.Content))
        {
            var layout = FruLayout.Read(image.Content);
            for (var area = FruArea.Chassis; area <= FruArea.Product; area++)
                await NeedInfoAreaAsync(image, layout, area, ct).ConfigureAwait(false);
            await NeedRecordsAsync(image, layout[FruArea.MultiRecord], ct).ConfigureAwait(false);
            internalUseRead = await NeedInternalUseAsync(image, layout, ct).ConfigureAwait(false);
        }

        return new FruParser(image.Content) { InternalUseRead = internalUseRead }.Parse();
    }

    /// <summary>Reads all bytes of a FRU device, whatever they are.</summary>
    /// <exception cref="IpmiCommandException">There is no such device, or it cannot be read now.</exception>
    public async Task<byte[]> ReadImageAsync(byte deviceId, CancellationToken ct)
    {
        var image = await ReadWholeAsync(deviceId, ct).ConfigureAwait(false);
        return image.Content.ToArray();
    }

    internal async Task<FruImage> ReadWholeAsync(byte deviceId, CancellationToken ct)
    {
        var image = await OpenAsync(deviceId, ct).ConfigureAwait(false);
        await NeedAsync(image, 0, image.End, ct).ConfigureAwait(false);
        return image;
    }

    /// <summary>Reads bytes anew, whatever is known of them.</summary>
    internal async Task<byte[]> ReadAgainAsync(FruImage image, int offset, int count, CancellationToken ct)
    {
        var fresh = new FruImage(image.DeviceId, image.Bytes.Length, image.ByWords);
        await NeedAsync(fresh, offset, count, ct).ConfigureAwait(false);
        return fresh.Bytes.AsSpan(offset, Math.Max(0, Math.Min(count, fresh.End - offset))).ToArray();
    }

    private static bool IsInventory(ReadOnlySpan<byte> content) =>
        content.Length >= FruInventory.HeaderLength && !FruLayout.IsBlank(content[..FruInventory.HeaderLength]) && (content[0] & 0x0F) == 1;

    private async Task<FruImage> OpenAsync(byte deviceId, CancellationToken ct)
    {
        var info = await WhenNotBusyAsync(new GetFruInventoryAreaInfo(deviceId) { Lun = Lun }, ct).ConfigureAwait(false);
        return new FruImage(deviceId, info.SizeBytes, info.ByWords);
    }

    private async Task NeedInfoAreaAsync(FruImage image, FruLayout layout, FruArea area, CancellationToken ct)
    {
        var offset = layout[area];
        if (offset == 0 || offset + 2 > image.End)
            return;
        await NeedAsync(image, offset, 2, ct).ConfigureAwait(false);
        var length = image.Bytes[offset + 1] * 8;
        // Without a length the area ends where the next one begins.
        if (length == 0)
            length = Math.Min(layout.NextAfter(offset, image.End) - offset, byte.MaxValue * 8);
        await NeedAsync(image, offset, length, ct).ConfigureAwait(false);
    }

    private async Task NeedRecordsAsync(FruImage image, int offset, CancellationToken ct)
    {
        for (var count = 0; offset != 0 && count < FruParser.MaxRecords; count++)
        {
            await NeedAsync(image, offset, FruParser.RecordHeaderLength, ct).ConfigureAwait(false);
            if (offset + FruParser.RecordHeaderLength > image.End || FruLayout.IsBlank(image.Bytes.AsSpan(offset, FruParser.RecordHeaderLength)))
                return;
            var length = FruParser.RecordHeaderLength + image.Bytes[offset + 2];
            await NeedAsync(image, offset, length, ct).ConfigureAwait(false);
            if ((image.Bytes[offset + 1] & 0x80) != 0)
                return;
            offset += length;
        }
    }

    private async Task<int> NeedInternalUseAsync(FruImage image, FruLayout layout, CancellationToken ct)
    {
        var offset = layout[FruArea.InternalUse];
        if (offset == 0 || offset >= image.End)
            return 0;
        // Nothing tells where the last area ends: most of the rest of a large device is blank.
        var end = layout.NextAfter(offset, image.End);
        var count = end < image.End ? end - offset : Math.Min(end - offset, LastInternalUseBytes);
        await NeedAsync(image, offset, count, ct).ConfigureAwait(false);
        return count;
    }

    /// <summary>Sees to it that bytes are known, as far as the device gives them.</summary>
    private async Task NeedAsync(FruImage image, int offset, int count, CancellationToken ct)
    {
        while (true)
        {
            var end = Math.Min(offset + count, image.End);
            var unknown = image.FirstUnknown(offset, end);
            if (unknown >= end)
                return;
            // Words have two bytes: an odd offset cannot be asked for.
            var position = image.ByWords ? unknown & ~1 : unknown;
            var bytes = await ReadChunkAsync(image, position, ct).ConfigureAwait(false);
            if (position + bytes.Length <= unknown)
                image.EndAt(unknown);
            else
                image.Fill(position, bytes);
        }
    }

    /// <summary>Reads as much as the controller gives at once from an offset on; nothing when the device ends there.</summary>
    private async Task<byte[]> ReadChunkAsync(FruImage image, int offset, CancellationToken ct)
    {
        var chunk = Math.Clamp(MaxReadBytes, LeastReadBytes, 248) & ~7;
        while (true)
        {
            var count = Math.Min(chunk, image.Bytes.Length - offset);
            var request = image.ByWords
                ? new ReadFruData(image.DeviceId, (ushort)(offset / 2), (byte)Math.Max(1, count / 2)) { ByWords = true, Lun = Lun }
                : new ReadFruData(image.DeviceId, (ushort)offset, (byte)count) { Lun = Lun };
            try
            {
                var bytes = await WhenNotBusyAsync(request, ct).ConfigureAwait(false);
                // Only what worked is kept in mind: a device that is out of order says nothing about sizes.
                MaxReadBytes = Math.Min(MaxReadBytes, chunk);
                return bytes.Length <= count ? bytes : bytes[..count];
            }
            catch (IpmiCommandException e) when (chunk > LeastReadBytes && MayBeTooLong(e.CompletionCode))
            {
                chunk = Math.Max(LeastReadBytes, chunk / 2 & ~7);
            }
            catch (IpmiTimeoutException) when (chunk > LeastReadBytes)
            {
                chunk = chunk > SureReadBytes ? SureReadBytes : LeastReadBytes;
            }
            catch (IpmiFormatException) when (chunk > LeastReadBytes)
            {
                // A truncated answer: the message was longer than what carries it.
                chunk = Math.Max(LeastReadBytes, chunk / 2 & ~7);
            }
            catch (IpmiCommandException e) when (offset > 0 && e.CompletionCode is CompletionCode.ParameterOutOfRange or CompletionCode.CannotReturnRequestedBytes)
            {
                // The size was stated too large.
                return [];
            }
        }
    }

    private static bool MayBeTooLong(CompletionCode code) => code is CompletionCode.RequestLengthInvalid or CompletionCode.RequestTooLong
        or CompletionCode.CannotReturnRequestedBytes or CompletionCode.ParameterOutOfRange or CompletionCode.Unspecified or CompletionCode.Timeout;

    /// <summary>Sends a command, again after a while when the device is busy (81h): §34.2 asks for 30 ms at least.</summary>
    internal async Task<TResponse> WhenNotBusyAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await _connection.SendAsync(request, ct).ConfigureAwait(false);
            }
            catch (IpmiCommandException e) when (e.CompletionCode == FruCompletion.DeviceBusy && attempt < BusyRetries)
            {
                await Task.Delay(s_busyPause * (1 << attempt), _time, ct).ConfigureAwait(false);
            }
        }
    }
}
