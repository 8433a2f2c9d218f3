using System.Text.Json;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Configuration.Lan;

/// <summary>One change of a BMC's network, from its checks to the address that the portal keeps. A database row.</summary>
public sealed class LanMove
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public Guid Id { get; init; } = Guid.NewGuid();

    public required BmcId ServerId { get; init; }

    public required string ServerName { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public LanMoveState State { get; set; }

    /// <summary>Where the BMC was.</summary>
    public required string OldAddress { get; init; }

    /// <summary>Where it should be: the old address when that stays.</summary>
    public required string NewAddress { get; init; }

    /// <summary>The address comes by DHCP from now on: the new one is only a guess.</summary>
    public bool IsDynamic { get; init; }

    /// <summary>The BMC's GUID from before; null when it has none.</summary>
    public string? SystemGuid { get; set; }

    /// <summary>What was sent, as JSON.</summary>
    public required string Sent { get; init; }

    /// <summary>The stages, as JSON.</summary>
    public string Stages { get; set; } = "[]";

    public IReadOnlyList<LanDifference> ReadSent() => JsonSerializer.Deserialize<List<LanDifference>>(Sent, s_json) ?? [];

    public IReadOnlyList<LanStage> ReadStages() => JsonSerializer.Deserialize<List<LanStage>>(Stages, s_json) ?? [];

    internal static string Write(IReadOnlyList<LanDifference> sent) => JsonSerializer.Serialize(sent, s_json);

    internal void Put(LanStage stage)
    {
        var stages = ReadStages().Where(other => other.Kind != stage.Kind).Append(stage).OrderBy(other => other.Kind).ToList();
        Stages = JsonSerializer.Serialize(stages, s_json);
    }
}
