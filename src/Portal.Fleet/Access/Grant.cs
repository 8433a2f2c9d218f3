using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>Gives a user a role on one server, or on all of them. A database row.</summary>
public sealed class Grant
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public required string UserId { get; init; }

    public required Role Role { get; set; }

    /// <summary>The server, or null for the whole fleet.</summary>
    public BmcId? ServerId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
