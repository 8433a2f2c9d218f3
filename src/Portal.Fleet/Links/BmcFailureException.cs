namespace Portal.Fleet.Links;

/// <summary>An exchange with a BMC did not happen or failed, in the fleet's words: the problem, and a detail without address or secret.</summary>
internal sealed class BmcFailureException(BmcProblem problem, string? detail, Exception? inner = null) : Exception(detail ?? problem.Sentence(), inner)
{
    public BmcProblem Problem { get; } = problem;

    public string? Detail { get; } = detail;

    /// <summary>There is no use in going on with the session.</summary>
    public bool EndsSession { get; init; }
}
