using Portal.BmcSim.Hardware.Profiles;

namespace Portal.BmcSim.Hardware;

/// <content>Event log and event filtering.</content>
public sealed partial record HardwareProfile
{
    /// <summary>Records that the event log holds at the start, 16 bytes each, IPMI 2.0 §32; their ids count from 1 whatever the bytes say.</summary>
    public IReadOnlyList<byte[]> SelEntries { get; init; } = StandardEvents.All;

    /// <summary>Most records that the log holds.</summary>
    public int SelCapacity { get; init; } = 512;

    /// <summary>A full log drops its oldest record for a new one; otherwise the new one is lost and the overflow flag set.</summary>
    public bool SelWraps { get; init; }

    /// <summary>The BMC can delete single records; many can only clear.</summary>
    public bool SelCanDelete { get; init; } = true;

    /// <summary>Event filters at the start, 20 bytes each, IPMI 2.0 table 17-2; empty entries follow up to <see cref="EventFilterCount"/>.</summary>
    public IReadOnlyList<byte[]> EventFilters { get; init; } = StandardEvents.Filters;

    /// <summary>Entries of the event filter table; 0: the BMC has no PEF.</summary>
    public int EventFilterCount { get; init; } = 16;

    /// <summary>Entries of the alert policy table.</summary>
    public int AlertPolicyCount { get; init; } = 8;

    /// <summary>Alert strings besides the volatile one.</summary>
    public int AlertStringCount { get; init; } = 4;
}
