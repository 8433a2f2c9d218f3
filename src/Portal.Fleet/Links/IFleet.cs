using Portal.Fleet.Servers;

namespace Portal.Fleet.Links;

/// <summary>
/// The links to all BMCs. Internal: nobody outside can obtain an <see cref="IBmc"/> but through <c>BmcAccess</c>.
/// One process holds them all today; a cluster puts each into one of its nodes behind this same seam.
/// </summary>
internal interface IFleet
{
    /// <summary>The link of one server.</summary>
    /// <exception cref="Access.NotFoundException">There is none.</exception>
    IBmc Get(BmcId id);

    /// <summary>Makes the link of a new server, or tells it that the row changed.</summary>
    void Apply(Server server);

    /// <summary>Ends the link of a server and deletes its console record.</summary>
    Task RemoveAsync(BmcId id);
}
