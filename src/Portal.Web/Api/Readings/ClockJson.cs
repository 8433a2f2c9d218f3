namespace Portal.Web.Api.Readings;

/// <summary>A BMC's clock that was set.</summary>
/// <param name="BeforeSeconds">How far it was ahead; null when it was not set.</param>
/// <param name="AfterSeconds">How far it is ahead, read back.</param>
internal sealed record ClockJson(double? BeforeSeconds, double AfterSeconds);
