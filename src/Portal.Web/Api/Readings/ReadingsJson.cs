using Portal.Fleet.Links;
using Portal.Fleet.Polling;

namespace Portal.Web.Api.Readings;

/// <summary>How the reading stands.</summary>
/// <param name="State">closed: on schedule; open: it failed again and again and rests; halfOpen: the next try decides.</param>
/// <param name="Problem">Why the last try failed; null when it did not.</param>
internal sealed record ReadingsJson(BreakerState State, int Failures, DateTimeOffset? NextAt, string? Problem, bool Unsupported)
{
    public static ReadingsJson From(ReadingsState state) => new(state.State, state.Failures, state.NextAt, state.Problem == BmcProblem.None ? null : state.Problem.Code(), state.IsUnsupported);
}
