using Portal.Fleet.Snippets;

namespace Portal.Web.Api;

/// <summary>A saved snippet.</summary>
/// <param name="Parameters">Names in double braces, in the order in which they are asked for.</param>
/// <param name="ChangedBy">Who wrote what it says now.</param>
internal sealed record SnippetJson(
    string Id, string Name, string Text, bool SendsEnter, bool Shared, IReadOnlyList<string> Parameters, DateTimeOffset ChangedAt, string ChangedBy)
{
    public static SnippetJson From(SnippetView view) => new(
        view.Id.ToString("N"), view.Name, view.Text, view.SendsEnter, view.Shared, view.Parameters, view.ChangedAt, view.ChangedBy);
}
