using Portal.Fleet.Access;

namespace Portal.Web.Tests.Access;

/// <summary>One route of the portal and whom it is for.</summary>
/// <param name="Route">Method and pattern, as the portal maps them.</param>
/// <param name="Right">What the audience holds there.</param>
/// <param name="Body">A body that would do something.</param>
/// <param name="Query">Behind the path.</param>
/// <param name="Spends">It takes the thing away: who may gets one of their own.</param>
internal sealed record RouteRow(string Route, Audience Audience, BmcRight Right = BmcRight.None, object? Body = null, string Query = "", bool Spends = false)
{
    public HttpMethod Method => new(Route[..Route.IndexOf(' ', StringComparison.Ordinal)]);

    public string Pattern => Route[(Route.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    public bool IsApi => Pattern.StartsWith("/api/", StringComparison.Ordinal);

    public override string ToString() => Route;
}
