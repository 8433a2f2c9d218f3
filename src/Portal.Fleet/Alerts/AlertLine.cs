namespace Portal.Fleet.Alerts;

/// <summary>One line that a rule found.</summary>
internal readonly record struct AlertLine(long Offset, DateTimeOffset At, string Text);
