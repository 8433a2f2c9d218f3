namespace Portal.Fleet.Boot;

/// <summary>Whether a BMC told something it was asked.</summary>
public enum TellState
{
    Told,

    /// <summary>It does not know this command or parameter: many do not.</summary>
    NotSupported,

    /// <summary>The portal's account on the BMC may not ask this.</summary>
    NotAllowed,

    /// <summary>It refused for another reason, or its answer makes no sense.</summary>
    Refused,
}
