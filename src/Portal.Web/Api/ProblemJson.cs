using Portal.Fleet.Links;

namespace Portal.Web.Api;

/// <summary>What is wrong with a BMC.</summary>
/// <param name="Code">Stable word for programs.</param>
/// <param name="Message">What happened and what to do next, in English.</param>
/// <param name="Detail">The engine's own words, in English.</param>
internal sealed record ProblemJson(string Code, string Message, string? Detail)
{
    public static ProblemJson? From(BmcProblem problem, string? detail = null) =>
        problem == BmcProblem.None ? null : new ProblemJson(problem.Code(), problem.Sentence(), detail);
}
