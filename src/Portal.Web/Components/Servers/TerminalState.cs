namespace Portal.Web.Components.Servers;

/// <summary>What the terminal in the browser tells of itself, at most four times a second; never console bytes.</summary>
/// <param name="Connection">Between browser and portal: <c>connecting</c>, <c>live</c>, <c>waiting</c> or <c>ended</c>.</param>
/// <param name="Code">Why it ended: <c>revoked</c>, <c>signed_out</c>, <c>not_found</c>, <c>refused</c>.</param>
/// <param name="Offset">The next byte it wants.</param>
/// <param name="Control">The next typed letter becomes a control character.</param>
public sealed record TerminalState(string Connection, string? Code, int Attempt, long? Offset, int Cols, int Rows, bool Control, TerminalKeys Keys);
