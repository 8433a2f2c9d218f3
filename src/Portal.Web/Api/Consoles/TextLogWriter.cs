using System.Buffers;
using System.Text;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.History;

namespace Portal.Web.Api.Consoles;

/// <summary>Clean lines, and a line where bytes are missing.</summary>
internal sealed class TextLogWriter(IBufferWriter<byte> into, ConsoleCharset charset) : ILogWriter
{
    private readonly TextLog _text = new(charset);

    public void Write(TimedChunk chunk) => Encoding.UTF8.GetBytes(_text.Take(chunk.ToChunk()), into);

    public void Finish() => Encoding.UTF8.GetBytes(_text.Finish(), into);
}
