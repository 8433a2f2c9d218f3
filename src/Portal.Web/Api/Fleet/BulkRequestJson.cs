using Portal.Fleet.Access;
using Portal.Fleet.Power;
using Portal.Fleet.Power.Bulk;
using Portal.Fleet.Servers;

namespace Portal.Web.Api.Fleet;

/// <summary>One power action for many servers. Say either <c>servers</c> or <c>query</c>.</summary>
internal sealed record BulkRequestJson
{
    /// <summary><c>on</c>, <c>off</c>, <c>cycle</c>, <c>reset</c> or <c>soft</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Ids. All of them are yours to switch, or nothing is done.</summary>
    public IReadOnlyList<string>? Servers { get; init; }

    /// <summary>A filter as in the list of servers: all that it finds among those that you may switch.</summary>
    public string? Query { get; init; }

    /// <summary>Why, for the record.</summary>
    public string? Reason { get; init; }

    /// <summary>How many servers at a time, 1 to 50; the next batch begins when each of these has its result.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Pause behind each batch, 0 to 3600 s.</summary>
    public int? DelaySeconds { get; init; }

    /// <summary>How many servers you mean: with another number nothing is done.</summary>
    public int? Expected { get; init; }

    public BulkRequest ToRequest(string? idempotencyKey) => new(ReadAction(Action))
    {
        Servers = Servers is null ? null : [.. Servers.Select(id => BmcId.TryParse(id, out var server) ? server : throw new NotFoundException())],
        Query = Query,
        Reason = Reason,
        BatchSize = BatchSize,
        DelaySeconds = DelaySeconds,
        Expected = Expected,
        IdempotencyKey = idempotencyKey,
    };

    private static PowerAction ReadAction(string text) => text switch
    {
        "on" => PowerAction.On,
        "off" => PowerAction.Off,
        "cycle" => PowerAction.Cycle,
        "reset" => PowerAction.Reset,
        "soft" => PowerAction.Soft,
        _ => throw new InvalidRequestException("invalid_action", "action must be one of on, off, cycle, reset, soft.", "action"),
    };
}
