using Portal.Fleet.Power;

namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>What a hand-over would do.</summary>
/// <param name="From">The present tenant; null for the provider.</param>
/// <param name="To">The new one; null for the provider.</param>
/// <param name="Viewers">Who has the console open now and would be cut off.</param>
/// <param name="HasBaseline">It is known which accounts belong on the BMC.</param>
/// <param name="CanRotate">The portal can give the BMC a new password.</param>
public sealed record HandOverPreview(string ServerName, string? From, string? To, IReadOnlyList<string> Viewers, string? Driver, bool IsOnline, bool HasBaseline, bool CanRotate)
{
    /// <summary>The new tenant is no tenant yet: it would be added.</summary>
    public bool AddsTenant { get; init; }

    /// <summary>The new tenant is suspended: its people could do nothing with the server.</summary>
    public bool IsSuspended { get; init; }

    /// <summary>Who sees the server now and would not any more.</summary>
    public IReadOnlyList<string> Losing { get; init; } = [];

    /// <summary>Who would see the server then and does not now.</summary>
    public IReadOnlyList<string> Gaining { get; init; } = [];

    /// <summary>Grants and denials on this very server that would end.</summary>
    public int GrantsEnding { get; init; }

    /// <summary>Observer links that would end.</summary>
    public int LinksEnding { get; init; }

    /// <summary>Bytes of the console that the new tenant would not see.</summary>
    public long ConsoleBytes { get; init; }

    public int Alerts { get; init; }

    public int Operations { get; init; }

    public bool HasNotes { get; init; }

    /// <summary>A power operation that is under way.</summary>
    public PowerAction? Running { get; init; }
}
