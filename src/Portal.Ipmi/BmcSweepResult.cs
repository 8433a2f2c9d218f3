namespace Portal.Ipmi;

/// <summary>What one BMC said in a <see cref="BmcSweep"/>.</summary>
/// <param name="Bmc">The BMC, as it was given.</param>
/// <param name="Response">Its answer; default when <paramref name="Error"/> is set.</param>
/// <param name="Error">Why there is none; null when it answered.</param>
/// <param name="Elapsed">Time from the first packet to the answer or the failure.</param>
public readonly record struct BmcSweepResult<TResponse>(BmcSessionOptions Bmc, TResponse? Response, IpmiException? Error, TimeSpan Elapsed);
