using Portal.Fleet.Access;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tenants;

/// <summary>From where on somebody may know what a server did: everything, or what the present tenancy brought.</summary>
/// <param name="ConsoleFrom">Offset of the first console byte.</param>
/// <param name="From">The earliest moment.</param>
internal readonly record struct Sight(long ConsoleFrom, DateTimeOffset From)
{
    /// <summary>All that is kept.</summary>
    public static Sight Whole { get; } = new(0, DateTimeOffset.MinValue);

    /// <summary>What somebody with these rights may know.</summary>
    public static Sight Of(Server row, BmcRight rights) => (rights & BmcRight.Earlier) != 0 ? Whole : new(row.ConsoleFrom, row.TenancyFrom);

    /// <summary>Whether nothing is left out.</summary>
    public bool IsWhole => this == Whole;

    public bool Covers(DateTimeOffset moment) => moment >= From;

    public bool Covers(long offset) => offset >= ConsoleFrom;
}
