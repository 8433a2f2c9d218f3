namespace Portal.Bench.Consoles;

/// <summary>What the load process is told, as JSON on its first line.</summary>
/// <param name="Portal">Where the portal listens.</param>
/// <param name="Tokens">One per user; viewers take turns.</param>
/// <param name="Servers">Ids of the consoles, in the farm's order.</param>
/// <param name="Viewers">How many, spread over the consoles.</param>
/// <param name="Typists">On how many consoles somebody types.</param>
/// <param name="Busy">How many consoles, the first ones, print at full speed.</param>
/// <param name="Stalled">Viewers of busy consoles that stop reading when told to.</param>
internal sealed record ViewerPlan(Uri Portal, string[] Tokens, string[] Servers, int Viewers, int Typists, int Busy, int Stalled);
