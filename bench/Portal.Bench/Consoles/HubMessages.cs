using System.Buffers;
using MessagePack;

namespace Portal.Bench.Consoles;

/// <summary>SignalR's MessagePack hub protocol, as much as a viewer says: each message behind its length.</summary>
internal static class HubMessages
{
    public const int Invocation = 1;
    public const int StreamItem = 2;
    public const int Completion = 3;
    public const int StreamInvocation = 4;
    public const int Ping = 6;
    public const int Close = 7;

    public static readonly ReadOnlyMemory<byte> Handshake = "{\"protocol\":\"messagepack\",\"version\":1}\u001e"u8.ToArray();

    public static readonly ReadOnlyMemory<byte> PingMessage = new byte[] { 2, 0x91, Ping };

    public static byte[] Attach(string server, long offset) => Frame((ref MessagePackWriter writer) =>
    {
        Begin(ref writer, StreamInvocation, "Attach", "1", 2);
        writer.Write(server);
        writer.Write(offset);
        writer.WriteArrayHeader(0);
    });

    public static byte[] Ack(string server, long offset) => Frame((ref MessagePackWriter writer) =>
    {
        Begin(ref writer, Invocation, "Ack", null, 2);
        writer.Write(server);
        writer.Write(offset);
        writer.WriteArrayHeader(0);
    });

    public static byte[] Write(string server, ReadOnlyMemory<byte> characters, string? invocation = null) => Frame((ref MessagePackWriter writer) =>
    {
        Begin(ref writer, Invocation, "Write", invocation, 2);
        writer.Write(server);
        writer.Write(characters.Span);
        writer.WriteArrayHeader(0);
    });

    /// <summary>Length of the message at the beginning of these bytes, and of the length itself; 0 when it is not all there yet.</summary>
    public static int ReadLength(ReadOnlySpan<byte> bytes, out int header)
    {
        var length = 0;
        for (header = 0; header < Math.Min(5, bytes.Length); header++)
        {
            length |= (bytes[header] & 0x7F) << (7 * header);
            if ((bytes[header] & 0x80) == 0)
            {
                header++;
                return bytes.Length - header >= length ? length : 0;
            }
        }

        return 0;
    }

    private static void Begin(ref MessagePackWriter writer, int type, string target, string? invocation, int arguments)
    {
        writer.WriteArrayHeader(6);
        writer.Write(type);
        writer.WriteMapHeader(0);
        writer.Write(invocation);
        writer.Write(target);
        writer.WriteArrayHeader(arguments);
    }

    private static byte[] Frame(Body write)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        var writer = new MessagePackWriter(buffer);
        write(ref writer);
        writer.Flush();
        var framed = new ArrayBufferWriter<byte>(buffer.WrittenCount + 5);
        for (var length = buffer.WrittenCount; ; length >>= 7)
        {
            framed.Write([(byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0))]);
            if (length <= 0x7F)
                break;
        }

        framed.Write(buffer.WrittenSpan);
        return framed.WrittenSpan.ToArray();
    }

    private delegate void Body(ref MessagePackWriter writer);
}
