namespace Portal.Fleet.Status;

/// <summary>The portal's session to a BMC.</summary>
public enum LinkState
{
    /// <summary>Not tried yet, or switched off.</summary>
    Idle,

    /// <summary>Opening a session.</summary>
    Connecting,

    /// <summary>A session is up.</summary>
    Online,

    /// <summary>No session; <see cref="BmcStatus.Problem"/> says why and <see cref="BmcStatus.NextTryAt"/> when it is tried again.</summary>
    Waiting,
}
