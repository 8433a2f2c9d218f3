using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Ipmi.Tool.Output;

/// <summary>Addresses as their usual text.</summary>
internal sealed class TextConverter<T> : JsonConverter<T>
    where T : class
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Reports are written, not read.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
