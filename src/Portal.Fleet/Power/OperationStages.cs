using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Fleet.Power;

/// <summary>The steps of an operation as its row keeps them.</summary>
internal static class OperationStages
{
    /// <summary>As much as the row's column holds.</summary>
    public const int MaxLength = 4000;

    private const int MaxStages = 8;
    private const int MaxDetail = 300;

    private static readonly JsonSerializerOptions s_json = new() { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static IReadOnlyList<OperationStage> Read(string? text) => text is null ? [] : JsonSerializer.Deserialize<OperationStage[]>(text, s_json) ?? [];

    /// <summary>With a step that comes, or comes to another state.</summary>
    public static string With(string? text, OperationStage stage)
    {
        var stages = Read(text).ToList();
        var bounded = stage.Detail is { Length: > MaxDetail } detail ? stage with { Detail = detail[..MaxDetail] } : stage;
        if (stages.FindIndex(other => other.Kind == stage.Kind) is >= 0 and var at)
            stages[at] = bounded;
        else if (stages.Count < MaxStages)
            stages.Add(bounded);
        return JsonSerializer.Serialize(stages, s_json);
    }
}
