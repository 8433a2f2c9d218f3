using Portal.BmcSim;

namespace Portal.Bench.Consoles;

/// <summary>One host that prints numbered lines at the speed of its serial line, and echoes what is typed.</summary>
internal sealed class SimulatedLine(SimulatedBmc bmc, int console, double bytesPerSecond, bool inLines)
{
    private const int LargestPiece = 4 * 1024;

    private readonly byte[] _piece = new byte[LargestPiece];
    private readonly byte[] _line = new byte[NumberedLine.Length];
    private Task _printing = Task.CompletedTask;
    private long _number;
    private int _at = NumberedLine.Length;
    private double _due;

    public SimulatedBmc Bmc { get; } = bmc;

    /// <summary>Time the line was held back because the BMC's buffer was full.</summary>
    public TimeSpan Held { get; private set; }

    /// <summary>Bytes of a burst that are still to be printed, at 115,200 baud whatever the line does else.</summary>
    public int Burst { get; set; }

    /// <summary>Prints what has become due; as a rule at once, and else later while the line waits.</summary>
    public void Print(TimeSpan elapsed, CancellationToken ct)
    {
        if (!_printing.IsCompleted)
        {
            Held += elapsed;
            return;
        }

        _due += elapsed.TotalSeconds * bytesPerSecond;
        if (Burst > 0)
        {
            var more = Math.Min(Burst, (int)(elapsed.TotalSeconds * ConsoleFarm.FullLine));
            Burst -= more;
            _due += more;
        }

        var count = Math.Min((int)_due, LargestPiece - NumberedLine.Length);
        if (inLines)
            count -= count % NumberedLine.Length;
        else if (count > 0)
            count += NumberedLine.RestOfSequence((_at + count) % NumberedLine.Length);
        if (count > 0)
            Print(count, ct);
    }

    /// <summary>Ends the line that is begun; completes when the BMC has it all.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        await _printing;
        if (_at < _line.Length)
            Print(_line.Length - _at, ct);
        await _printing;
    }

    private void Print(int count, CancellationToken ct)
    {
        _due -= count;
        var piece = _piece.AsSpan(0, count);
        while (!piece.IsEmpty)
        {
            if (_at == _line.Length)
            {
                NumberedLine.Write(_line, console, _number++);
                _at = 0;
            }

            var part = Math.Min(piece.Length, _line.Length - _at);
            _line.AsSpan(_at, part).CopyTo(piece);
            _at += part;
            piece = piece[part..];
        }

        _printing = Bmc.PrintAsync(_piece.AsMemory(0, count), ct);
    }
}
