namespace Portal.Web.Components.Overview;

/// <summary>A stretch of time on the axis.</summary>
/// <param name="Lane">Which lane: <c>sensors</c> or <c>people</c>.</param>
/// <param name="Group">Whose stretches share a row.</param>
/// <param name="Until">Null while it lasts.</param>
/// <param name="Kind">Colour: <c>warn</c>, <c>crit</c> or <c>off</c>.</param>
/// <param name="Text">What or who.</param>
public sealed record AxisBar(string Lane, string Group, DateTimeOffset From, DateTimeOffset? Until, string Kind, string Text);
