using System.Text.Json;

namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>Evidence as it is kept.</summary>
internal static class HandOverJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web);

    public static string Write(object value) => JsonSerializer.Serialize(value, s_options);

    /// <summary>Null when there is none, or it is something else.</summary>
    public static T? Read<T>(string? json)
        where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<T>(json, s_options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
