namespace Portal.Fleet.Configuration.Lan;

/// <summary>Where a change of a BMC's network stands.</summary>
public enum LanMoveState
{
    /// <summary>Under way.</summary>
    Running,

    /// <summary>The BMC has the new settings, answers with them, and the portal knows where.</summary>
    Done,

    /// <summary>The BMC refused; what it had before the refused value may already be new.</summary>
    Refused,

    /// <summary>The BMC took it, and still answers where it was.</summary>
    StillThere,

    /// <summary>The BMC answers neither where it should be nor where it was.</summary>
    Lost,

    /// <summary>The portal stopped in the middle: nobody knows how far it came.</summary>
    Interrupted,
}
