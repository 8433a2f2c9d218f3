using System.Runtime.CompilerServices;

namespace Portal.Fleet.Consoles.Terminal;

/// <summary>The numbers of a control sequence: at most 32, each at most as large as the filter lets through, with those behind colons beside them.</summary>
internal ref struct SequenceParameters
{
    public const int Most = 32;

    private const int MaxParameter = 9_999;
    private const int MaxColumns = 500;
    private const int MaxLines = 100;

    private readonly int _limit;
    private Numbers _values;
    private Numbers _subs;
    private Numbers _subStarts;
    private int _subCount;
    private bool _rejects;
    private bool _rejectsSub;
    private bool _isSub;

    public SequenceParameters(char intermediate, char final)
    {
        _limit = (intermediate, final) switch
        {
            ('\0', '@' or 'P' or 'X' or 'I' or 'Z' or 'b') => MaxColumns,
            (' ', '@' or 'A') or ('\'', '}' or '~') => MaxColumns,
            ('\0', 'L' or 'M' or 'S' or 'T' or '^') => MaxLines,
            _ => MaxParameter,
        };
        Count = 1;
    }

    public int Count { get; private set; }

    /// <summary>0 when left out.</summary>
    public readonly int this[int index] => index < Count ? _values[index] : 0;

    /// <summary>A number to count with: 1 when left out.</summary>
    public readonly int Times => Math.Max(1, _values[0]);

    /// <summary>The numbers behind colons; -1 when left out.</summary>
    public readonly int SubCount(int index) => (index + 1 < Count ? _subStarts[index + 1] : _subCount) - _subStarts[index];

    public readonly int Sub(int index, int number) => _subs[_subStarts[index] + number];

    public void Take(byte b)
    {
        switch (b)
        {
            case (byte)';':
                _isSub = false;
                _rejects = Count == Most;
                if (_rejects)
                    return;
                _subStarts[Count] = _subCount;
                _values[Count++] = 0;
                break;
            case (byte)':':
                _isSub = true;
                _rejectsSub |= _rejects || _subCount == Most;
                if (!_rejectsSub)
                    _subs[_subCount++] = -1;
                break;
            default:
                if (_rejects || (_isSub && (_rejectsSub || _subCount == 0)))
                    return;
                ref var number = ref (_isSub ? ref _subs[_subCount - 1] : ref _values[Count - 1]);
                number = Math.Min(_limit, (Math.Max(0, number) * 10) + (b - '0'));
                break;
        }
    }

    [InlineArray(Most)]
    private struct Numbers
    {
        private int _first;
    }
}
