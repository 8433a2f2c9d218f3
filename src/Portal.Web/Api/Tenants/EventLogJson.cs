namespace Portal.Web.Api.Tenants;

/// <summary>An event log that was kept.</summary>
/// <param name="Sha256">Of the file, in hex.</param>
internal sealed record EventLogJson(int Entries, string Sha256);
