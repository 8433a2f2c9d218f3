namespace Portal.Web.Security;

/// <summary>What is kept of one report.</summary>
internal sealed record CspReport(string Directive, string Blocked, string Document, string Source, int Line);
