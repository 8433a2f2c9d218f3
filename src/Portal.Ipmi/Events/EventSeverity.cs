namespace Portal.Ipmi.Events;

/// <summary>
/// How bad an event or a state is. IPMI leaves that to the reader; the judgement follows FreeIPMI's default interpretation, which many
/// administrators know from <c>ipmi-sensors</c> and <c>ipmi-sel</c>.
/// </summary>
public enum EventSeverity
{
    /// <summary>Nobody can tell without the manufacturer.</summary>
    Unknown,

    /// <summary>As it should be, or worth knowing only.</summary>
    Nominal,

    /// <summary>Needs a look.</summary>
    Warning,

    /// <summary>Something failed or is about to.</summary>
    Critical,
}
