namespace Portal.Web.Components.Servers;

/// <summary>A paste under way, in bytes.</summary>
public sealed record TerminalPaste(long Sent, long Total);
