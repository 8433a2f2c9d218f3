namespace Portal.Fleet.Alerts;

/// <summary>Which alerts a list shows.</summary>
public enum AlertState
{
    /// <summary>Nobody has acknowledged them.</summary>
    Open,

    Acknowledged,

    All,
}
