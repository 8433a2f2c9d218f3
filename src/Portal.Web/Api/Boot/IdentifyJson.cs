namespace Portal.Web.Api.Boot;

/// <summary>The identify light as it was lit through the portal.</summary>
/// <param name="Until">When it goes out by itself; null for when somebody switches it off.</param>
internal sealed record IdentifyJson(string By, DateTimeOffset At, DateTimeOffset? Until);
