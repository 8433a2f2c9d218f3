using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Ipmi.Tool.Output;

/// <summary>Bytes as hexadecimal text, as every other IPMI tool shows them.</summary>
internal sealed class HexConverter<T>(Func<T, ReadOnlyMemory<byte>> bytes) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Reports are written, not read.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Convert.ToHexStringLower(bytes(value).Span));
}
