namespace Portal.Fleet.Credentials;

/// <summary>Where the rotation of one BMC's password has come to.</summary>
public enum RotationState
{
    /// <summary>Its turn has not come.</summary>
    Waiting,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>The BMC has the new password, the portal has it, and a login proved it.</summary>
    Done,

    /// <summary>The BMC has the password it had before.</summary>
    Failed,

    /// <summary>Which password the BMC has is not known yet. The portal holds both and finds out at its next login.</summary>
    InDoubt,

    /// <summary>Taken back before it began.</summary>
    Cancelled,
}
