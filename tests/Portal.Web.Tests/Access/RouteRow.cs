using Portal.Fleet.Access;

namespace Portal.Web.Tests.Access;

/// <summary>One route of the portal and whom it is for.</summary>
/// <param name="Route">Method and pattern, as the portal maps them.</param>
/// <param name="Right">What the audience holds there.</param>
/// <param name="Body">A body that would do something. <c>{server}</c> and <c>{person}</c> stand for the tenant's, <c>{unique}</c> for a name that is free.</param>
/// <param name="Query">Behind the path.</param>
/// <param name="Spends">It takes the thing away: who may gets one of their own.</param>
internal sealed record RouteRow(string Route, Audience Audience, BmcRight Right = BmcRight.None, object? Body = null, string Query = "", bool Spends = false)
{
    public HttpMethod Method => new(Route[..Route.IndexOf(' ', StringComparison.Ordinal)]);

    public string Pattern => Route[(Route.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    /// <summary>Path, query or body name something that somebody may not know of.</summary>
    public bool NamesSomething => Pattern.Contains("{id}", StringComparison.Ordinal) || Query.Contains('{', StringComparison.Ordinal) || Audience is Audience.ManagersThere or Audience.StaffOrTenant;

    public bool IsApi => Pattern.StartsWith("/api/", StringComparison.Ordinal);

    public override string ToString() => Route;
}
