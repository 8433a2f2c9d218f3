namespace Portal.Ipmi.Events;

/// <summary>What one offset of an event/reading type means.</summary>
/// <param name="Words">The offset in words, after IPMI 2.0 tables 42-2 and 42-3.</param>
/// <param name="Asserted">How bad it is while it holds.</param>
/// <param name="Deasserted">How bad an event is that says it no longer holds.</param>
public readonly record struct EventOffset(string Words, EventSeverity Asserted, EventSeverity Deasserted);
