using System.Text;

namespace Portal.Fleet.Consoles.Terminal;

/// <summary>Texts of the cells that hold more than one code point, each once. A cell names one by its number.</summary>
internal sealed class MarkTable
{
    private const int Smallest = 1024;

    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>So many texts are worth a look at which of them are still on the screen.</summary>
    public int Limit { get; private set; } = Smallest;

    public bool IsFull => _texts.Count >= Limit;

    public string this[int number] => _texts[number - 1];

    /// <summary>What a cell shows; empty when nothing.</summary>
    public string TextOf(in Cell cell) => cell.IsCombined ? this[cell.Code] : cell.Code == 0 ? "" : new Rune(cell.Code).ToString();

    public int Add(string text)
    {
        if (_numbers.TryGetValue(text, out var number))
            return number;
        _texts.Add(text);
        _numbers.Add(text, _texts.Count);
        return _texts.Count;
    }

    /// <summary>Forgets the texts that no cell of these lines names.</summary>
    public void Compact(IEnumerable<TerminalRow> rows)
    {
        string[] old = [.. _texts];
        _texts.Clear();
        _numbers.Clear();
        foreach (var row in rows)
        {
            if (row.Cells.IsEmpty)
                continue;
            foreach (ref var cell in row.Writable)
            {
                if (cell.IsCombined)
                    cell.SetText(Add(old[cell.Code - 1]));
            }
        }

        Limit = Math.Max(Smallest, _texts.Count * 2);
    }

    public void Clear()
    {
        _texts.Clear();
        _numbers.Clear();
        Limit = Smallest;
    }
}
