using Portal.Fleet.Servers;

namespace Portal.Web.Api;

/// <summary>One step of a connection test.</summary>
/// <param name="Name"><c>address</c>, <c>presence</c>, <c>capabilities</c>, <c>session</c>, <c>device</c>, <c>chassis</c> or <c>sol</c>.</param>
/// <param name="Verdict"><c>passed</c>, <c>noted</c> (did not answer, but that does not matter), <c>failed</c>, or <c>skipped</c> after a failure.</param>
/// <param name="Detail">What was found, in English.</param>
internal sealed record TestStepJson(string Name, TestVerdict Verdict, ProblemJson? Problem, string Detail, double TookMilliseconds)
{
    public static TestStepJson From(TestStep step) =>
        new(step.Name, step.Verdict, ProblemJson.From(step.Problem), step.Detail, Math.Round(step.Took.TotalMilliseconds, 1));
}
