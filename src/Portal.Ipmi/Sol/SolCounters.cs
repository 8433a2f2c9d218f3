namespace Portal.Ipmi.Sol;

/// <summary>What a SOL channel has carried so far.</summary>
/// <param name="CharactersIn">Characters from the host, each counted once.</param>
/// <param name="CharactersOut">Characters that the BMC has accepted.</param>
/// <param name="Retransmissions">Packets to the BMC that were sent again.</param>
/// <param name="Refusals">Answers by which the BMC refused characters, all or some.</param>
/// <param name="Duplicates">Packets of the BMC that brought nothing new.</param>
/// <param name="Gaps">Times that a packet of the BMC never came.</param>
public readonly record struct SolCounters(
    long CharactersIn, long CharactersOut, long Retransmissions, long Refusals, long Duplicates, long Gaps);
