using Portal.Fleet.Servers;

namespace Portal.Fleet.News;

/// <summary>One piece of news for one caller.</summary>
/// <param name="Id">Whoever comes back with it goes on behind it.</param>
/// <param name="At">When the portal knew.</param>
/// <param name="Server">Which server, and its name; null for what is of none.</param>
/// <param name="What">A <see cref="StateNews"/>, <see cref="NewsGap"/>, power operation, alert or event.</param>
public sealed record NewsView(string Id, DateTimeOffset At, (BmcId Id, string Name)? Server, object What);
