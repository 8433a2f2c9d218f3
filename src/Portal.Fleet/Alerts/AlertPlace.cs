namespace Portal.Fleet.Alerts;

/// <summary>Where an alert stands in a list that begins with the newest.</summary>
public readonly record struct AlertPlace(DateTimeOffset LastAt, AlertId Id);
