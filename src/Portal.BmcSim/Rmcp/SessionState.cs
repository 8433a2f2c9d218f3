namespace Portal.BmcSim.Rmcp;

/// <summary>How far a session has come.</summary>
internal enum SessionState
{
    /// <summary>Open Session was answered.</summary>
    Opened,

    /// <summary>RAKP 2 was sent.</summary>
    Challenged,

    /// <summary>RAKP 3 verified; commands are taken.</summary>
    Active,

    /// <summary>The handshake was refused. Holds no slot; kept a while so that a repeated message gets the same answer.</summary>
    Refused,
}
