namespace Portal.Ipmi.Dcmi;

/// <summary>A power limit, DCMI 1.5 §6.6.2 and §6.6.3.</summary>
/// <param name="Watts">The limit.</param>
/// <param name="Action">What happens when it is exceeded for longer than <paramref name="CorrectionTime"/>.</param>
/// <param name="CorrectionTime">How long the power may be above the limit; whole milliseconds.</param>
/// <param name="SamplingPeriod">Statistics sampling period of the management application; whole seconds.</param>
public sealed record PowerLimit(int Watts, PowerLimitAction Action, TimeSpan CorrectionTime, TimeSpan SamplingPeriod);
