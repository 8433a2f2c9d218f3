using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles;

/// <summary>The durable records of all consoles. Another store (a database, a log service) would be another implementation of these two interfaces.</summary>
internal interface IConsoleStore
{
    /// <summary>When the portal that ran before was last known to run; null when there was none, or nobody knows.</summary>
    DateTimeOffset? RanUntil { get; }

    /// <summary>The record of one server, empty when it never printed.</summary>
    IConsoleRecord Open(BmcId id);
}
