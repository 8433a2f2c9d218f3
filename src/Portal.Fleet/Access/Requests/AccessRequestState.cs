namespace Portal.Fleet.Access.Requests;

/// <summary>How a request for access stands.</summary>
public enum AccessRequestState
{
    /// <summary>Nobody has decided.</summary>
    Open,

    Approved,

    Refused,

    /// <summary>Who asked does not want it any more.</summary>
    Withdrawn,

    /// <summary>Nobody decided in time.</summary>
    Lapsed,
}
