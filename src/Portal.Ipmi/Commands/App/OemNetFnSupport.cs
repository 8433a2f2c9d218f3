namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Get OEM NetFn IANA Support, IPMI 2.0 §21.11.</summary>
/// <param name="IsLast">There are no more.</param>
/// <param name="Luns">Two bits per LUN from the lowest: 0 takes nothing, 1 base commands, 2 base and more.</param>
/// <param name="Body">Body code of a group, or IANA enterprise number of a manufacturer.</param>
public readonly record struct OemNetFnSupport(bool IsLast, byte Luns, int Body);
