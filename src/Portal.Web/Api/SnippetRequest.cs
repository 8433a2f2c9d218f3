using Portal.Fleet.Snippets;

namespace Portal.Web.Api;

/// <summary>A snippet to save. Not for secrets: it is stored as it is, and whoever may use it reads it.</summary>
internal sealed record SnippetRequest
{
    /// <summary>1 to 64 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What is typed, at most 8192 characters; <c>{{name}}</c> is asked for on use.</summary>
    public required string Text { get; init; }

    /// <summary>Whether Enter is pressed behind it.</summary>
    public bool SendsEnter { get; init; }

    /// <summary>For all of the staff, or all of your tenant, who may type somewhere; only administrators save such.</summary>
    public bool Shared { get; init; }

    public SnippetFields ToFields() => new(Name, Text, SendsEnter, Shared);
}
