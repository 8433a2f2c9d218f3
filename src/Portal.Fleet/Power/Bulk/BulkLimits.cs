namespace Portal.Fleet.Power.Bulk;

/// <summary>How much one bulk operation may be. What goes out is held back by <see cref="PowerLimits"/> besides, as if a person had asked for each by hand.</summary>
public static class BulkLimits
{
    /// <summary>Servers of one bulk operation.</summary>
    public const int MostServers = 500;

    /// <summary>Servers under way at a time, and what is taken when nobody says.</summary>
    public const int MostAtOnce = 50;

    public const int LongestDelaySeconds = 3600;

    /// <summary>Beyond so many, people type how many they mean.</summary>
    public const int UnconfirmedServers = 10;
}
