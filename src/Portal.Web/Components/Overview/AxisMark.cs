using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Overview;

/// <summary>A moment on the axis.</summary>
/// <param name="Lane">Which lane: <c>events</c>, <c>alerts</c> or <c>power</c>.</param>
/// <param name="State">How it is drawn, and its word.</param>
/// <param name="Text">What happened.</param>
public sealed record AxisMark(string Lane, DateTimeOffset At, StateWord State, string Text);
