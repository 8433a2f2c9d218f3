using Portal.Fleet.News;
using Portal.Fleet.Status;

namespace Portal.Web.Api.News;

/// <summary>How a server stands now.</summary>
/// <param name="Link">Between portal and BMC.</param>
/// <param name="Problem">Why there is no session; null when there is one.</param>
/// <param name="Console">Its console's line.</param>
internal sealed record StateNewsJson(string ServerId, string ServerName, PowerState Power, LinkState Link, ProblemJson? Problem, ConsoleLineState Console)
{
    public static StateNewsJson From(string id, string name, StateNews news) => new(id, name, news.Power, news.Link, ProblemJson.From(news.Problem), news.Console);
}
