using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Portal.Web.Api;

/// <summary>An example for every request and answer in JSON, made of the schema: each name has one value everywhere, as it looks in a real portal.</summary>
internal static class OpenApiExamples
{
    // What refers to itself ends here.
    private const int Deepest = 6;

    private const string Id = "0193f5e8a1b27c3d9e4f5a6b7c8d9e0f";
    private const string Time = "2026-11-24T09:00:00Z";

    private static readonly Dictionary<string, JsonNode> s_byName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["name"] = "rack4-u17",
        ["serverName"] = "rack4-u17",
        ["server"] = "rack4-u17",
        ["address"] = "10.20.4.17",
        ["port"] = 623,
        ["username"] = "admin",
        ["password"] = "a password of the BMC",
        ["rack"] = "r4",
        ["site"] = "fra1",
        ["tags"] = new JsonArray("web"),
        ["tag"] = "web",
        ["notes"] = "Second power supply ordered.",
        ["note"] = "Looked at, harmless.",
        ["tenant"] = "acme",
        ["email"] = "ann@example.org",
        ["user"] = "ann@example.org",
        ["userName"] = "ann@example.org",
        ["by"] = "ann@example.org",
        ["viewers"] = new JsonArray("ann@example.org"),
        ["reason"] = "Ticket 4711",
        ["role"] = "operator",
        ["rights"] = new JsonArray("view", "consoleRead"),
        ["action"] = "cycle",
        ["cursor"] = null!,
        ["nextCursor"] = null!,
        ["limit"] = 100,
        ["hours"] = 8,
        ["minutes"] = 30,
        ["firmware"] = "2.88",
        ["text"] = "Kernel panic - not syncing",
        ["query"] = "tag:web",
        ["raw"] = "01000204A16F6520000412016F0200FF",
        ["offset"] = 1048576,
        ["firstOffset"] = 0,
        ["nextOffset"] = 1048576,
        ["ageSeconds"] = 2.1,
        ["value"] = 41.5,
        ["unit"] = "°C",
        ["count"] = 1,
        ["detail"] = "What happened, in a sentence.",
        ["code"] = "not_found",
        ["subject"] = "CPU1 Temp",
        ["remoteAddress"] = "192.0.2.7",
        ["version"] = 1,
    };

    public static void Add(OpenApiDocument document)
    {
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations?.Values.AsEnumerable() ?? []))
        {
            AddTo(operation.RequestBody?.Content);
            foreach (var (status, response) in operation.Responses ?? [])
                AddTo(response.Content, status);
        }
    }

    private static void AddTo(IDictionary<string, OpenApiMediaType>? content, string? status = null)
    {
        foreach (var (type, media) in content ?? new Dictionary<string, OpenApiMediaType>())
        {
            if (type.EndsWith("json", StringComparison.Ordinal) && media.Example is null)
                media.Example = status is ['4' or '5', ..] ? Problem(status) : media.Schema is { } schema ? Of(schema, "", 0) : null;
        }
    }

    /// <summary>Every call may meet these codes with this status; calls with further ones name them in their description.</summary>
    private static JsonObject Problem(string status)
    {
        var (code, title, detail) = status switch
        {
            "400" => ("unknown_field", "The request is not acceptable", "There is no field \"nmae\"."),
            "403" => ("reauthentication_required", "Refused", "This wants a proof of who you are, of the last five minutes."),
            "404" => ("not_found", "Not found", "There is nothing here, or you may not see it."),
            "409" => ("power_conflict", "Conflict", "Another power operation is under way on this server."),
            "429" => ("too_many_requests", "Too many requests", "Too many requests; wait as long as Retry-After says."),
            "502" => ("unreachable", "The BMC failed", "The BMC does not answer."),
            "503" => ("audit_unavailable", "Not available now", "The audit cannot be written, so nothing was done."),
            _ => ("error", "The request failed", "What happened, in a sentence."),
        };
        return new JsonObject
        {
            ["type"] = $"urn:pilotlight:problem:{code}",
            ["title"] = title,
            ["status"] = int.TryParse(status, out var number) ? number : 500,
            ["detail"] = detail,
            ["code"] = code,
            ["traceId"] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        };
    }

    private static JsonNode? Of(IOpenApiSchema schema, string name, int depth)
    {
        var one = (schema.OneOf ?? schema.AnyOf ?? schema.AllOf)?.FirstOrDefault(option => option.Type != JsonSchemaType.Null);
        if (one is not null)
            return Of(one, name, depth);
        if (schema.Enum is { Count: > 0 } values)
            return values.FirstOrDefault(value => value is not null)?.DeepClone();
        var type = (schema.Type ?? default) & ~JsonSchemaType.Null;
        if (type.HasFlag(JsonSchemaType.Object) || schema.Properties is { Count: > 0 })
            return Object(schema, depth);
        if (type.HasFlag(JsonSchemaType.Array))
            return s_byName.TryGetValue(name, out var list) && list is JsonArray ? list.DeepClone() : schema.Items is { } items && depth < Deepest && Of(items, name, depth + 1) is { } item ? new JsonArray(item) : new JsonArray();
        if (s_byName.TryGetValue(name, out var known) && (known is null || Fits(known, type)))
            return known?.DeepClone();
        return Plain(schema, type, name);
    }

    private static JsonObject Object(IOpenApiSchema schema, int depth)
    {
        var example = new JsonObject();
        if (depth >= Deepest)
            return example;
        foreach (var (name, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
            example[name] = Of(property, name, depth + 1);
        return example;
    }

    private static bool Fits(JsonNode known, JsonSchemaType type) => known.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.String => type.HasFlag(JsonSchemaType.String) || type == default,
        System.Text.Json.JsonValueKind.Number => type.HasFlag(JsonSchemaType.Number) || (type.HasFlag(JsonSchemaType.Integer) && !known.ToJsonString().Contains('.')),
        _ => false,
    };

    private static JsonNode? Plain(IOpenApiSchema schema, JsonSchemaType type, string name) => schema.Format switch
    {
        "date-time" => Time,
        "uuid" => Guid.Parse(Id).ToString(),
        "uri" => "https://bmc.example.org",
        "byte" => "AAEC",
        _ when type.HasFlag(JsonSchemaType.Boolean) => true,
        _ when type.HasFlag(JsonSchemaType.Integer) => 1,
        _ when type.HasFlag(JsonSchemaType.Number) => 1.5,
        _ when type.HasFlag(JsonSchemaType.String) && name.EndsWith("id", StringComparison.OrdinalIgnoreCase) => Id,
        _ when type.HasFlag(JsonSchemaType.String) && name.EndsWith("At", StringComparison.Ordinal) => Time,
        _ when type.HasFlag(JsonSchemaType.String) => name.Length > 0 ? name : "text",
        _ => new JsonObject(),
    };
}
