using System.Globalization;
using System.Text;

namespace Portal.Ipmi.Tool.Output;

/// <summary>Text for people: lines, <c>name : value</c> fields aligned within a block, and tables. Control characters that came from a BMC are not printed as such.</summary>
internal sealed class TextReport
{
    private const int NameWidth = 26;
    private readonly StringBuilder _text = new();

    /// <summary>A line as it is.</summary>
    public TextReport Line(string text = "")
    {
        Append(text);
        _text.Append('\n');
        return this;
    }

    /// <summary>One field; null prints nothing at all.</summary>
    public TextReport Field(string name, object? value)
    {
        if (value is null)
            return this;
        Append(name.PadRight(NameWidth));
        _text.Append(" : ");
        Append(InWords(value));
        _text.Append('\n');
        return this;
    }

    /// <summary>A further line below a field's value.</summary>
    public TextReport Below(string text)
    {
        _text.Append(' ', NameWidth + 3);
        return Line(text);
    }

    /// <summary>A table whose columns are as wide as their widest cell.</summary>
    public TextReport Table(IReadOnlyList<string>? head, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var cells = rows.Select(row => row.Select(InWords).ToArray()).ToList();
        if (head is not null)
            cells.Insert(0, [.. head]);
        if (cells.Count == 0)
            return this;
        var columns = cells.Max(row => row.Length);
        var widths = Enumerable.Range(0, columns).Select(column => cells.Max(row => column < row.Length ? row[column].Length : 0)).ToArray();
        foreach (var row in cells)
        {
            for (var column = 0; column < row.Length; column++)
            {
                if (column > 0)
                    _text.Append(" | ");
                Append(column == row.Length - 1 ? row[column] : row[column].PadRight(widths[column]));
            }

            _text.Append('\n');
        }

        return this;
    }

    /// <inheritdoc />
    public override string ToString() => _text.ToString();

    private static string InWords(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "yes" : "no",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>What a BMC calls its sensors and parts must not steer a terminal.</summary>
    private void Append(string text)
    {
        foreach (var character in text)
            _text.Append(char.IsControl(character) ? '.' : character);
    }
}
