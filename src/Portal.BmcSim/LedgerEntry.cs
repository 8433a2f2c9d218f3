namespace Portal.BmcSim;

/// <summary>
/// One command that a simulated BMC executed. A request that was refused before its command ran (C1h unknown, D4h privilege, a fault's completion code)
/// or that repeated one already answered is not here; one whose command itself answered an error is.
/// </summary>
/// <param name="At">When.</param>
/// <param name="SessionId">The BMC's id of the session; 0 outside any session.</param>
/// <param name="NetFn">Network function of the request.</param>
/// <param name="Command">Command.</param>
/// <param name="Data">Data of the request.</param>
/// <param name="CompletionCode">What it answered.</param>
public sealed record LedgerEntry(DateTimeOffset At, uint SessionId, byte NetFn, byte Command, byte[] Data, byte CompletionCode);
