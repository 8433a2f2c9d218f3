using Portal.Fleet.Access.Rules;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access.Observing;

/// <summary>Lets somebody without an account watch one console for some time; only the SHA-256 hash of its secret is stored. A database row.</summary>
public sealed class ObserverLink
{
    /// <summary>The most that it opens, whatever its maker holds.</summary>
    internal const BmcRight Rights = BmcRight.View | BmcRight.ConsoleRead;

    public Guid Id { get; init; } = Guid.NewGuid();

    public required BmcId ServerId { get; init; }

    /// <summary>The tenancy it is about: it ends with it.</summary>
    public required int Epoch { get; init; }

    /// <summary>Whom it is for; drawn over the console.</summary>
    public required string Label { get; init; }

    /// <summary>SHA-256 of its secret, which holds 256 random bits.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Who made it. When they may not read the console any more, neither does the link.</summary>
    public required string CreatedById { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Nothing that was printed before is shown.</summary>
    public long ConsoleFrom { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    public string? RevokedBy { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public string? LastUsedFrom { get; set; }

    /// <summary>How often it was opened.</summary>
    public int Uses { get; set; }

    internal AccessRule Limit => new(Id, GrantScope.Of(ServerId), RevokedAt is null ? Rights : BmcRight.None, Denies: false, From: null, Until: EndsAt);
}
