namespace Portal.Fleet.Consoles.Terminal;

/// <summary>Tab stops: every eighth column until a program sets its own.</summary>
internal sealed class TabStops
{
    private const int Width = 8;

    // Null while they are as at the beginning.
    private HashSet<int>? _stops;

    public bool IsDefault => _stops is null;

    public IEnumerable<int> Columns => _stops?.Order() ?? Enumerable.Empty<int>();

    public void Reset() => _stops = null;

    public void Set(int column, int columns)
    {
        if (IsStop(column) || column >= columns)
            return;
        Own(columns).Add(column);
    }

    public void Remove(int column, int columns)
    {
        if (IsStop(column))
            Own(columns).Remove(column);
    }

    public void RemoveAll() => _stops = [];

    public int Next(int column, int columns)
    {
        do
            column++;
        while (column < columns && !IsStop(column));
        return Math.Min(column, columns - 1);
    }

    public int Previous(int column)
    {
        do
            column--;
        while (column > 0 && !IsStop(column));
        return Math.Max(column, 0);
    }

    private bool IsStop(int column) => _stops?.Contains(column) ?? column % Width == 0;

    private HashSet<int> Own(int columns) => _stops ??= [.. Enumerable.Range(0, (columns + Width - 1) / Width).Select(stop => stop * Width)];
}
