namespace Portal.Web.Components.Viewing;

/// <summary>How a state is shown: colour class, mark and word.</summary>
/// <param name="Kind"><c>ok</c>, <c>warn</c>, <c>crit</c>, <c>unk</c>, <c>run</c>, <c>off</c> or <c>live</c>.</param>
/// <param name="Mark">Name of the mark in the sprite, without its prefix.</param>
/// <param name="Word">The word, in the viewer's language.</param>
/// <param name="Hint">More, for the title.</param>
public sealed record StateWord(string Kind, string Mark, string Word, string? Hint = null);
