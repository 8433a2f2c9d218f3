namespace Portal.Ipmi.Events.Alerting;

/// <summary>A BMC's platform event filtering, as far as it tells: parameters that it does not support are null or empty. IPMI 2.0 table 30-6.</summary>
public sealed record PefConfiguration
{
    /// <summary>Whether PEF works, and how.</summary>
    public PefControl Control { get; init; }

    /// <summary>Actions enabled altogether.</summary>
    public PefActions EnabledActions { get; init; }

    /// <summary>How long PEF waits after power-up and reset.</summary>
    public TimeSpan? StartupDelay { get; init; }

    /// <summary>How long alerts wait after power-up and reset.</summary>
    public TimeSpan? AlertStartupDelay { get; init; }

    /// <summary>Event filters; the first has number 1. One that could not be read is null.</summary>
    public IReadOnlyList<EventFilter?> Filters { get; init; } = [];

    /// <summary>Entries of alert policies; the first has number 1. One that could not be read is null.</summary>
    public IReadOnlyList<AlertPolicy?> Policies { get; init; } = [];

    /// <summary>System GUID in traps.</summary>
    public PefSystemGuid? SystemGuid { get; init; }

    /// <summary>Alert strings, from the volatile one with selector 0.</summary>
    public IReadOnlyList<AlertString> Strings { get; init; } = [];

    /// <summary>Group control entries; the first has number 1. One that could not be read is null.</summary>
    public IReadOnlyList<GroupControlEntry?> GroupControls { get; init; } = [];
}
