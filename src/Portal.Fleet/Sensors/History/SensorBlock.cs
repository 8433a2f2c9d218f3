using Portal.Fleet.Servers;

namespace Portal.Fleet.Sensors.History;

/// <summary>
/// The values of all sensors of one server over one block of a tier. A database row. One row for each value would be 5,000 a second for 5,000 servers; so it is
/// eight, which one writer puts down in one transaction, and what a chart needs is a few rows that lie together.
/// </summary>
public sealed class SensorBlock
{
    public required BmcId ServerId { get; init; }

    public required HistoryTier Tier { get; init; }

    public required DateTimeOffset Start { get; init; }

    /// <summary>As <see cref="HistoryCodec"/> writes it.</summary>
    public required byte[] Data { get; set; }
}
