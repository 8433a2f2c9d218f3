using Portal.Fleet.Servers;

namespace Portal.Fleet.News;

/// <summary>One piece of news, for nobody in particular.</summary>
/// <param name="Number">One more than the one before.</param>
/// <param name="NotBefore">The earliest moment it tells of: whoever may not know what was then is not told.</param>
internal sealed record NewsItem(long Number, DateTimeOffset At, BmcId ServerId, DateTimeOffset NotBefore, object What);
