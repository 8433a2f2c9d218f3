using Portal.Fleet.Consoles.Rules;

namespace Portal.Web.Api;

/// <summary>An entry of the ignore list.</summary>
internal sealed record IgnoredLineJson(string Id, string? RuleId, string Pattern, string? Servers, string? Note, DateTimeOffset CreatedAt, string CreatedBy)
{
    public static IgnoredLineJson From(IgnoredLine line) => new(line.Id.ToString("N"), line.RuleId, line.Pattern, line.Servers, line.Note, line.CreatedAt, line.CreatedBy);
}
