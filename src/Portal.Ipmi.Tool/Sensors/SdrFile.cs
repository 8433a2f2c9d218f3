using Portal.Ipmi.Commands.Storage;
using Portal.Ipmi.Sensors;

namespace Portal.Ipmi.Tool.Sensors;

/// <summary>Records in a file, one behind the other, as ipmitool dumps them too.</summary>
internal static class SdrFile
{
    private const int PartBytes = 16;

    /// <summary>Takes the file apart.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> file)
    {
        var records = new List<ReadOnlyMemory<byte>>();
        while (!file.IsEmpty)
        {
            if (file.Length < SdrHeader.Bytes || file.Length < SdrHeader.Bytes + file.Span[4])
                throw new VerbFailedException($"The file ends within record {records.Count + 1}: nothing was written.");
            var length = SdrHeader.Bytes + file.Span[4];
            records.Add(file[..length]);
            file = file[length..];
        }

        return records.Count > 0 ? records : throw new VerbFailedException("The file holds no record: nothing was written.");
    }

    /// <summary>Clears the repository and writes the records.</summary>
    public static async Task FillAsync(IIpmiConnection connection, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken ct)
    {
        var reservation = await connection.SendAsync(new ReserveSdrRepository(), ct);
        for (var isDone = await connection.SendAsync(new ClearSdrRepository(reservation, Start: true), ct); !isDone;)
            isDone = await connection.SendAsync(new ClearSdrRepository(reservation, Start: false), ct);
        foreach (var record in records)
            await AddAsync(connection, record, ct);
    }

    // In parts: few BMCs take a whole record in one request.
    private static async Task AddAsync(IIpmiConnection connection, ReadOnlyMemory<byte> record, CancellationToken ct)
    {
        var reservation = await connection.SendAsync(new ReserveSdrRepository(), ct);
        ushort id = 0;
        for (var offset = 0; offset < record.Length; offset += PartBytes)
        {
            var part = record.Slice(offset, Math.Min(PartBytes, record.Length - offset));
            id = await connection.SendAsync(new PartialAddSdr(reservation, id, (byte)offset, offset + part.Length == record.Length, part), ct);
        }
    }
}
