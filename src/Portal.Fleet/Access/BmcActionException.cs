using Portal.Fleet.Links;

namespace Portal.Fleet.Access;

/// <summary>Something asked of a BMC was not done, or not as asked: what happened and what to do next.</summary>
/// <param name="code">Stable.</param>
/// <param name="message">English, without address or secret.</param>
public sealed class BmcActionException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>What was wrong between portal and BMC; <see cref="BmcProblem.None"/> when that was not it.</summary>
    public BmcProblem Problem { get; private init; }

    /// <summary>The engine's own words about the problem.</summary>
    public string? Detail { get; private init; }

    internal static BmcActionException Of(BmcFailureException failure) => new(failure.Problem.Code(), failure.Detail is null ? failure.Problem.Sentence() : $"{failure.Problem.Sentence()} ({failure.Detail})")
    {
        Problem = failure.Problem,
        Detail = failure.Detail,
    };
}
