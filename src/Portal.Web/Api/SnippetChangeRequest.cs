using Portal.Fleet.Snippets;

namespace Portal.Web.Api;

/// <summary>A change. What is left out stays.</summary>
internal sealed record SnippetChangeRequest
{
    public string? Name { get; init; }

    public string? Text { get; init; }

    public bool? SendsEnter { get; init; }

    public bool? Shared { get; init; }

    public SnippetFields ToFields(SnippetView before) => new(Name ?? before.Name, Text ?? before.Text, SendsEnter ?? before.SendsEnter, Shared ?? before.Shared);
}
