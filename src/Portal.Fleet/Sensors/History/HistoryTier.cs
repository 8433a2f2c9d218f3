namespace Portal.Fleet.Sensors.History;

/// <summary>How finely values are kept. Each tier is made of the one below.</summary>
public enum HistoryTier
{
    Minute,

    TenMinutes,

    Hour,

    Day,
}
