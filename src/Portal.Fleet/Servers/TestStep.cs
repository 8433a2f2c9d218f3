using Portal.Fleet.Links;

namespace Portal.Fleet.Servers;

/// <summary>One step of a connection test: what was tried, how it went, how long it took.</summary>
/// <param name="Name">Stable name: <c>address</c>, <c>presence</c>, <c>capabilities</c>, <c>session</c>, <c>device</c>, <c>chassis</c>, <c>sol</c>.</param>
/// <param name="Verdict">Passed, noted (did not answer, but that does not matter), failed, or skipped after a failure.</param>
/// <param name="Problem">What went wrong, when it failed.</param>
/// <param name="Detail">What was found, in English: firmware, cipher suite, power state.</param>
public sealed record TestStep(string Name, TestVerdict Verdict, BmcProblem Problem, string Detail, TimeSpan Took);
