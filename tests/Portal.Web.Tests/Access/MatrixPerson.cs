using Portal.Fleet.Access;

namespace Portal.Web.Tests.Access;

/// <summary>Somebody, and what they should hold: on the server that all paths are about, and on the fleet.</summary>
internal sealed record MatrixPerson(string Name, PortalUser User, string Token, HttpClient Client, BmcRight OnServer, BmcRight OnFleet)
{
    /// <summary>What they should hold on all of their tenant.</summary>
    public BmcRight OnTenant { get; init; }

    public override string ToString() => Name;
}
