using Portal.Ipmi.Commands.Storage;
using Portal.Ipmi.Events;

namespace Portal.Ipmi.Tool.Verbs;

/// <summary>What <c>sel info</c> shows.</summary>
internal sealed record SelInfoReport(SelInfo Info, SelAllocationInfo? Allocation, UtcOffset UtcOffset);
