using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Ipmi.Tool.Output;

/// <summary>A result as JSON: names in camelCase, enumerations by name, bytes as hexadecimal text, addresses as text, nothing left out.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter(),
            new HexConverter<byte[]>(static bytes => bytes),
            new HexConverter<ReadOnlyMemory<byte>>(static bytes => bytes),
            new TextConverter<System.Net.IPAddress>(),
            new TextConverter<System.Net.IPEndPoint>(),
            new TextConverter<System.Net.NetworkInformation.PhysicalAddress>(),
        },
    };

    /// <summary>The JSON text of a result.</summary>
    public static string Of<T>(T result) => JsonSerializer.Serialize(result, s_options);
}
