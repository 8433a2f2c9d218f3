using System.Buffers;
using Portal.Fleet.Consoles.History;

namespace Portal.Web.Api.Consoles;

/// <summary>Every byte as it was printed.</summary>
internal sealed class RawLogWriter(IBufferWriter<byte> into) : ILogWriter
{
    public void Write(TimedChunk chunk) => into.Write(chunk.Data.Span);

    public void Finish()
    {
    }
}
