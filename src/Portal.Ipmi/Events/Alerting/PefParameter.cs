namespace Portal.Ipmi.Events.Alerting;

/// <summary>PEF configuration parameters, IPMI 2.0 §30.4, table 30-6. 96 to 127 are OEM.</summary>
public enum PefParameter : byte
{
    /// <summary>Set in progress.</summary>
    SetInProgress = 0,

    /// <summary>PEF control.</summary>
    Control = 1,

    /// <summary>Actions enabled altogether.</summary>
    ActionControl = 2,

    /// <summary>Startup delay.</summary>
    StartupDelay = 3,

    /// <summary>Alert startup delay.</summary>
    AlertStartupDelay = 4,

    /// <summary>Number of event filters, read only.</summary>
    FilterCount = 5,

    /// <summary>Event filter table.</summary>
    FilterTable = 6,

    /// <summary>First byte of an event filter, to switch it on and off.</summary>
    FilterConfiguration = 7,

    /// <summary>Number of alert policies, read only.</summary>
    PolicyCount = 8,

    /// <summary>Alert policy table.</summary>
    PolicyTable = 9,

    /// <summary>System GUID in traps.</summary>
    SystemGuid = 10,

    /// <summary>Number of alert strings, read only.</summary>
    StringCount = 11,

    /// <summary>Alert string keys.</summary>
    StringKeys = 12,

    /// <summary>Alert strings.</summary>
    Strings = 13,

    /// <summary>Number of group control entries, read only.</summary>
    GroupControlCount = 14,

    /// <summary>Group control table.</summary>
    GroupControlTable = 15,
}
