using Portal.Fleet.Access.Explaining;

namespace Portal.Web.Api;

/// <summary>Why somebody can or cannot do something with a server.</summary>
/// <param name="Reasons">What decides first, then what would have mattered.</param>
internal sealed record ExplanationJson(string Right, bool Allowed, IReadOnlyList<ReasonJson> Reasons)
{
    public static ExplanationJson From(Explanation explanation) =>
        new(RightNames.Of(explanation.Right), explanation.Allowed, [.. explanation.Reasons.Select(ReasonJson.From)]);
}
