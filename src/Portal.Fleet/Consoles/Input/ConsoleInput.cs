using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Input;

/// <summary>What somebody typed on a console, where the portal's settings say to keep that. Sealed like a password, for it may hold some. A database row.</summary>
public sealed class ConsoleInput
{
    public long Id { get; init; }

    public required BmcId ServerId { get; init; }

    public required string UserId { get; init; }

    public required string UserName { get; init; }

    /// <summary>Joins it to the entry in the audit log.</summary>
    public required Guid Correlation { get; init; }

    public required DateTimeOffset FromAt { get; init; }

    public required DateTimeOffset ToAt { get; init; }

    /// <summary>How many bytes were typed; more than are kept when it was very much.</summary>
    public required long Bytes { get; init; }

    public required byte[] Sealed { get; init; }
}
