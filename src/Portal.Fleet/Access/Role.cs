namespace Portal.Fleet.Access;

/// <summary>Named sets of rights.</summary>
public enum Role
{
    /// <summary>Sees servers and consoles.</summary>
    Viewer,

    /// <summary>Also types and switches power.</summary>
    Operator,

    /// <summary>Also manages servers, people and tokens.</summary>
    Administrator,
}
