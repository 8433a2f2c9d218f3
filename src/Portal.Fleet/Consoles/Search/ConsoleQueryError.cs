namespace Portal.Fleet.Consoles.Search;

/// <summary>Why a query is not acceptable.</summary>
/// <param name="Code">Stable word: <c>empty</c>, <c>no_words</c>, <c>too_short</c>, <c>too_long</c>, <c>too_many</c>, <c>bad_time</c>, <c>bad_range</c>, <c>bad_regex</c> or <c>bad_servers</c>.</param>
/// <param name="Message">One sentence, in English.</param>
/// <param name="Part">The part of the query that it is about.</param>
public sealed record ConsoleQueryError(string Code, string Message, string? Part = null);
