using System.Buffers.Binary;

namespace Portal.BmcSim.Events;

/// <summary>The system event log of a simulated BMC with its clock, IPMI 2.0 §31.</summary>
internal sealed class EventLog
{
    public const int RecordLength = 16;
    public const ushort Last = 0xFFFF;
    private const byte FirstOemWithoutTime = 0xE0;
    private const ushort UnspecifiedOffset = 0x07FF;
    private readonly Controller _bmc;
    private readonly List<byte[]> _records;
    private DateTimeOffset _erasedAt;
    private ushort _nextId;
    private byte[]? _partial;
    private int _partialLength;

    public EventLog(Controller bmc)
    {
        _bmc = bmc;
        _records = new List<byte[]>(bmc.Options.Hardware.SelEntries.Count);
        LastAddition = uint.MaxValue;
        LastErase = uint.MaxValue;
        foreach (var entry in bmc.Options.Hardware.SelEntries)
        {
            var record = entry.AsSpan(0, RecordLength).ToArray();
            BinaryPrimitives.WriteUInt16LittleEndian(record, ++_nextId);
            _records.Add(record);
            if (record[2] < FirstOemWithoutTime)
                LastAddition = BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(3));
        }

        _nextId++;
    }

    public IReadOnlyList<byte[]> Records => _records;

    public uint LastAddition { get; private set; }

    public uint LastErase { get; private set; }

    /// <summary>Events were lost because the log was full.</summary>
    public bool Overflow { get; private set; }

    public int Free => Math.Max(0, _bmc.Options.Hardware.SelCapacity - _records.Count);

    /// <summary>Reservation in force; 0 when none is.</summary>
    public ushort Reservation { get; private set; }

    private ushort _nextReservation = 1;

    /// <summary>Difference between the log's clock and the simulator's.</summary>
    public TimeSpan ClockShift { get; private set; }

    public ushort UtcOffset { get; set; } = UnspecifiedOffset;

    /// <summary>The log's clock.</summary>
    public uint Now
    {
        get => (uint)(_bmc.Options.TimeProvider.GetUtcNow() + ClockShift).ToUnixTimeSeconds();
        set => ClockShift = DateTimeOffset.FromUnixTimeSeconds(value) - _bmc.Options.TimeProvider.GetUtcNow();
    }

    public bool IsErasing => _bmc.Options.TimeProvider.GetUtcNow() < _erasedAt;

    public ushort Reserve()
    {
        Reservation = _nextReservation;
        _nextReservation = (ushort)(_nextReservation == ushort.MaxValue ? 1 : _nextReservation + 1);
        return Reservation;
    }

    /// <summary>Adds a record and gives it id and time; null when the log is full and does not wrap.</summary>
    public ushort? Add(ReadOnlySpan<byte> bytes)
    {
        if (Free == 0)
        {
            if (!_bmc.Options.Hardware.SelWraps || _records.Count == 0)
            {
                Overflow = true;
                return null;
            }

            _records.RemoveAt(0);
        }

        var record = bytes[..RecordLength].ToArray();
        var id = NewId();
        BinaryPrimitives.WriteUInt16LittleEndian(record, id);
        if (record[2] < FirstOemWithoutTime)
            BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(3), Now);
        _records.Add(record);
        LastAddition = Now;
        Reservation = 0;
        return id;
    }

    /// <summary>Takes a piece of a record that is added piece by piece; true when it fits what came before.</summary>
    public bool AddPiece(int offset, ReadOnlySpan<byte> piece)
    {
        if (offset == 0)
            (_partial, _partialLength) = (new byte[RecordLength], 0);
        if (_partial is null || offset != _partialLength || offset + piece.Length > RecordLength)
            return false;
        piece.CopyTo(_partial.AsSpan(offset));
        _partialLength += piece.Length;
        return true;
    }

    /// <summary>Adds the record that came piece by piece; false when it is not complete or the log is full.</summary>
    public bool CompletePieces(out ushort id)
    {
        id = 0;
        var (record, length) = (_partial, _partialLength);
        (_partial, _partialLength) = (null, 0);
        if (record is null || length != RecordLength || Add(record) is not { } added)
            return false;
        id = added;
        return true;
    }

    /// <summary>Place of a record by its id, or of the first (0) or last (FFFFh); -1 when there is none.</summary>
    public int IndexOf(ushort id) => _records.Count == 0 ? -1 : id switch
    {
        0 => 0,
        Last => _records.Count - 1,
        _ => _records.FindIndex(record => IdOf(record) == id),
    };

    public void DeleteAt(int index)
    {
        _records.RemoveAt(index);
        LastErase = Now;
        Reservation = 0;
    }

    public void Clear(TimeSpan takes)
    {
        _records.Clear();
        Overflow = false;
        LastErase = Now;
        Reservation = 0;
        _erasedAt = _bmc.Options.TimeProvider.GetUtcNow() + takes;
    }

    public static ushort IdOf(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt16LittleEndian(record);

    /// <summary>Ids wrap around and leave out 0, FFFFh and those in use.</summary>
    private ushort NewId()
    {
        while (_nextId is 0 or Last || _records.Exists(record => IdOf(record) == _nextId))
            _nextId++;
        return _nextId++;
    }
}
