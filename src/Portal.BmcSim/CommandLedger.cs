namespace Portal.BmcSim;

/// <summary>The newest executed commands, in a ring that grows up to its limit.</summary>
internal sealed class CommandLedger(int limit)
{
    private Line[] _lines = [];
    private int _start;
    private int _count;
    private LedgerEntry[]? _snapshot;

    public void Add(DateTimeOffset at, uint sessionId, byte netFn, byte command, ReadOnlySpan<byte> data, byte completionCode)
    {
        if (limit <= 0)
            return;
        _snapshot = null;
        if (_count == _lines.Length && _count < limit)
            Grow();
        var line = new Line(at, sessionId, netFn, command, completionCode, data.IsEmpty ? [] : data.ToArray());
        _lines[(_start + _count) % _lines.Length] = line;
        if (_count < _lines.Length)
            _count++;
        else
            _start = (_start + 1) % _lines.Length;
    }

    public LedgerEntry[] Snapshot()
    {
        if (_snapshot is not null)
            return _snapshot;
        var entries = new LedgerEntry[_count];
        for (var i = 0; i < _count; i++)
        {
            ref var line = ref _lines[(_start + i) % _lines.Length];
            entries[i] = new LedgerEntry(line.At, line.SessionId, line.NetFn, line.Command, line.Data, line.CompletionCode);
        }
        return _snapshot = entries;
    }

    private void Grow()
    {
        var lines = new Line[(int)Math.Min(limit, Math.Max(8, _count * 2L))];
        for (var i = 0; i < _count; i++)
            lines[i] = _lines[(_start + i) % _lines.Length];
        _lines = lines;
        _start = 0;
    }

    private readonly record struct Line(DateTimeOffset At, uint SessionId, byte NetFn, byte Command, byte CompletionCode, byte[] Data);
}
