using Portal.Fleet.Links;
using Portal.Fleet.Status;

namespace Portal.Fleet.News;

/// <summary>How a server stands now: its power, its BMC, its console's line.</summary>
public sealed record StateNews(PowerState Power, LinkState Link, BmcProblem Problem, ConsoleLineState Console)
{
    internal static StateNews Of(BmcStatus status) => new(status.Power, status.Link, status.Link == LinkState.Online ? BmcProblem.None : status.Problem, status.Console);
}
