namespace Portal.Web.Api;

/// <summary>How many BMCs are looked at soon.</summary>
internal sealed record CheckRunJson(int Servers);
