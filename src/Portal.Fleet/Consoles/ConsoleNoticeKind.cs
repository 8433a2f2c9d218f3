namespace Portal.Fleet.Consoles;

/// <summary>What happened to a console's control.</summary>
public enum ConsoleNoticeKind
{
    /// <summary>Someone asks the one who types for control.</summary>
    Asked,

    /// <summary>The one who typed handed control over.</summary>
    Granted,

    /// <summary>The one who types keeps it.</summary>
    Declined,

    /// <summary>Someone took control, with a reason.</summary>
    Taken,

    /// <summary>The one who typed let go.</summary>
    Released,

    /// <summary>The one who typed was silent for long, and somebody was waiting.</summary>
    Idle,
}
