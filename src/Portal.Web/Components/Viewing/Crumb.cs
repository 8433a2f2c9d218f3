namespace Portal.Web.Components.Viewing;

/// <summary>One step of the trail in the top bar.</summary>
/// <param name="Href">Null for where one is.</param>
public sealed record Crumb(string Text, string? Href = null);
