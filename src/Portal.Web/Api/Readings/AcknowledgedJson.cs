namespace Portal.Web.Api.Readings;

/// <summary>How many events were acknowledged that were not yet.</summary>
internal sealed record AcknowledgedJson(int Acknowledged);
