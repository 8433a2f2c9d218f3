using Portal.Ipmi.Commands.Storage;

namespace Portal.Ipmi.Inventory;

/// <summary>Writes into FRU devices of one controller, and reads back what it wrote. Not thread safe.</summary>
public sealed class FruWriter
{
    private const int FirstWriteBytes = 32;
    private const int LeastWriteBytes = 2;
    private const int BlockLength = 8;

    private readonly FruReader _reader;
    private int _maxWriteBytes = FirstWriteBytes;

    /// <summary>Writes to the controller that <paramref name="reader"/> reads.</summary>
    public FruWriter(FruReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _reader = reader;
    }

    /// <summary>Sets a field, and answers what the device says afterwards.</summary>
    /// <exception cref="ArgumentException">The text does not fit a field, or the device has no such area or field.</exception>
    /// <exception cref="InvalidOperationException">The device has no room for it.</exception>
    /// <exception cref="IpmiCommandException">The device is write-protected (80h), or refused for another reason.</exception>
    /// <exception cref="IpmiException"><see cref="IpmiFailure.NotKept"/>: the BMC took the bytes, but reads others back.</exception>
    public async Task<FruInventory> SetFieldAsync(byte deviceId, FruFieldId field, string text, CancellationToken ct)
    {
        var image = await _reader.ReadWholeAsync(deviceId, ct).ConfigureAwait(false);
        var changed = FruEditor.SetField(image.Content, field, text);
        await WriteChangesAsync(image, changed, ct).ConfigureAwait(false);
        return await _reader.ReadAsync(deviceId, ct).ConfigureAwait(false);
    }

    /// <summary>Makes a device hold an image: writes what differs from what it holds now, and reads it back.</summary>
    /// <exception cref="ArgumentException">The image is longer than the device.</exception>
    /// <exception cref="IpmiCommandException">The device is write-protected (80h), or refused for another reason.</exception>
    /// <exception cref="IpmiException"><see cref="IpmiFailure.NotKept"/>: the BMC took the bytes, but reads others back.</exception>
    public async Task WriteImageAsync(byte deviceId, ReadOnlyMemory<byte> image, CancellationToken ct)
    {
        var present = await _reader.ReadWholeAsync(deviceId, ct).ConfigureAwait(false);
        if (image.Length > present.End)
            throw new ArgumentException($"The device has {present.End} bytes, and the image {image.Length}.", nameof(image));
        var wanted = present.Content.ToArray();
        image.Span.CopyTo(wanted);
        await WriteChangesAsync(present, wanted, ct).ConfigureAwait(false);
    }

    private async Task WriteChangesAsync(FruImage image, byte[] wanted, CancellationToken ct)
    {
        // From the end to the beginning: the header, which says where things are, comes last.
        var end = wanted.Length;
        while (end > 0)
        {
            var start = LastDifference(image.Content, wanted, ref end);
            if (start < 0)
                return;
            await WriteAsync(image, start, wanted.AsMemory(start..end), ct).ConfigureAwait(false);
            var kept = await _reader.ReadAgainAsync(image, start, end - start, ct).ConfigureAwait(false);
            if (!kept.AsSpan().SequenceEqual(wanted.AsSpan(start..end)))
                throw new IpmiException(IpmiFailure.NotKept, $"The BMC took {end - start} bytes at {start} of FRU device {image.DeviceId}, but reads others back.");
            end = start;
        }
    }

    /// <summary>The last run of blocks before <paramref name="end"/> that differ; -1 when none does.</summary>
    private static int LastDifference(ReadOnlySpan<byte> present, ReadOnlySpan<byte> wanted, ref int end)
    {
        var start = -1;
        for (var block = (end - 1) / BlockLength * BlockLength; block >= 0; block -= BlockLength)
        {
            var length = Math.Min(BlockLength, end - block);
            var same = present.Slice(block, length).SequenceEqual(wanted.Slice(block, length));
            if (same && start >= 0)
                return start;
            if (same)
                end = block;
            else
                start = block;
        }

        return start;
    }

    private async Task WriteAsync(FruImage image, int offset, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var chunk = _maxWriteBytes;
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(chunk, bytes.Length)];
            try
            {
                var unit = image.ByWords ? 2 : 1;
                var request = new WriteFruData(image.DeviceId, (ushort)(offset / unit), part) { Lun = _reader.Lun };
                int count = await _reader.WhenNotBusyAsync(request, ct).ConfigureAwait(false);
                _maxWriteBytes = Math.Min(_maxWriteBytes, chunk);
                // Words may be counted as words or as bytes; a count of 0 is left out by some BMCs. What was kept is read back anyway.
                var written = count == 0 || count >= part.Length || count * unit >= part.Length ? part.Length : count * unit;
                offset += written;
                bytes = bytes[written..];
            }
            catch (IpmiCommandException e) when (chunk > LeastWriteBytes && e.CompletionCode is CompletionCode.RequestLengthInvalid or CompletionCode.RequestTooLong
                or CompletionCode.CannotReturnRequestedBytes or CompletionCode.RequestTruncated or CompletionCode.Unspecified)
            {
                chunk /= 2;
            }
        }
    }
}
