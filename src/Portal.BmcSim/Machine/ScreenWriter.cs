using System.Buffers;
using System.Text;

namespace Portal.BmcSim.Machine;

/// <summary>Collects what goes to the terminal at once. A line feed becomes carriage return and line feed, as the serial driver makes it.</summary>
internal sealed class ScreenWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Byte(byte value) => _bytes.Write([value]);

    public void Text(string text)
    {
        if (text.Contains('\n'))
            text = text.Replace("\n", "\r\n", StringComparison.Ordinal);
        Encoding.UTF8.GetBytes(text, _bytes);
    }

    public void Clear() => _bytes.ResetWrittenCount();
}
