using Portal.Fleet.Consoles.Rules;

namespace Portal.Web.Api;

/// <summary>Lines that are to raise nothing.</summary>
internal sealed record IgnoredLineRequest
{
    /// <summary>The rule it is for; all of them when left out.</summary>
    public string? RuleId { get; init; }

    /// <summary>A text, or a regular expression between slashes.</summary>
    public required string Pattern { get; init; }

    /// <summary>A filter of servers, like <c>tag:lab</c>; all of them when left out.</summary>
    public string? Servers { get; init; }

    public string? Note { get; init; }

    public NewIgnoredLine ToLine() => new(RuleId, Pattern, Servers, Note);
}
