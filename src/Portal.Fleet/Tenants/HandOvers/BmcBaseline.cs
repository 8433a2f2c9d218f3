using Portal.Fleet.Servers;

namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>How a server's BMC should be: whose accounts belong there, and its network. A database row.</summary>
public sealed class BmcBaseline
{
    public required BmcId ServerId { get; init; }

    public DateTimeOffset TakenAt { get; set; }

    /// <summary>Who said that it is right, by name.</summary>
    public string? By { get; set; }

    /// <summary>A list of <see cref="BmcAccount"/> as JSON; null while nobody said.</summary>
    public string? Accounts { get; set; }

    /// <summary>Settings by name as JSON; null while nobody said.</summary>
    public string? Network { get; set; }
}
