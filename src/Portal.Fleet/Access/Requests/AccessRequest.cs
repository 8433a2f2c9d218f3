using Portal.Fleet.Servers;

namespace Portal.Fleet.Access.Requests;

/// <summary>Somebody asks for a role over one server for some hours. A database row.</summary>
public sealed class AccessRequest
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public required string UserId { get; init; }

    public required string UserName { get; init; }

    public required BmcId ServerId { get; init; }

    /// <summary>Its name when it was asked for.</summary>
    public required string ServerName { get; init; }

    public required Role Role { get; init; }

    /// <summary>Which role it is when <see cref="Role"/> is <see cref="Role.Custom"/>.</summary>
    public Guid? CustomRoleId { get; init; }

    /// <summary>For how long.</summary>
    public required int Hours { get; init; }

    public required string Reason { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public AccessRequestState State { get; set; }

    /// <summary>Who approved or refused, by name.</summary>
    public string? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>What they said to it.</summary>
    public string? Answer { get; set; }

    /// <summary>For how long it was given in the end.</summary>
    public int? GivenHours { get; set; }

    /// <summary>When what was given ends.</summary>
    public DateTimeOffset? EndsAt { get; set; }
}
