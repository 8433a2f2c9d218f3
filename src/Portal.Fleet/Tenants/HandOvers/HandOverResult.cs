namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>How a step came out.</summary>
/// <param name="Outcome">A stable word; see <see cref="HandOverStep.Outcome"/>.</param>
/// <param name="Evidence">What is kept as JSON; null leaves what was kept before.</param>
internal sealed record HandOverResult(HandOverStepState State, string Outcome, int Count = 0, string? Detail = null, object? Evidence = null);
