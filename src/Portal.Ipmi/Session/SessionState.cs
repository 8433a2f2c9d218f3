namespace Portal.Ipmi.Session;

/// <summary>States of a <see cref="BmcSession"/>.</summary>
internal enum SessionState
{
    /// <summary>The handshake is under way.</summary>
    Opening,

    /// <summary>Commands and SOL may be sent.</summary>
    Open,

    /// <summary>The owner is closing it: nothing but Close Session is sent.</summary>
    Closing,

    /// <summary>It has ended.</summary>
    Closed,
}
