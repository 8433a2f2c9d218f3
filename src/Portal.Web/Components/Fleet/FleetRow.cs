using Portal.Fleet.Servers;

namespace Portal.Web.Components.Fleet;

/// <summary>A row of the table: a server, or the head of a group of them.</summary>
/// <param name="Key">Unique in the table: with tags, one server stands in several groups.</param>
public readonly record struct FleetRow(string Key, ServerView? Server, FleetGroup? Group);
