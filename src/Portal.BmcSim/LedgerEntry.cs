namespace Portal.BmcSim;

/// <summary>One command that a simulated BMC executed.</summary>
public sealed record LedgerEntry(DateTimeOffset At, uint SessionId, byte NetFn, byte Command, byte[] Data, byte CompletionCode);
