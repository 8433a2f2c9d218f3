using Microsoft.AspNetCore.WebUtilities;
using Portal.Fleet.Events;
using Portal.Fleet.Servers;
using Portal.Ipmi.Events;

namespace Portal.Web.Components.Readings;

/// <summary>What a page of events shows, as its address says.</summary>
/// <param name="Path">Path of the page.</param>
/// <param name="State">Which.</param>
/// <param name="Severity">How bad; null for all.</param>
/// <param name="Text">A part of what they say.</param>
/// <param name="Query">Which servers.</param>
public sealed record EventsPlace(string Path, EventState State, EventSeverity? Severity, string? Text, string? Query)
{
    public string Address => Path + Parameters("?");

    /// <summary>Where the same is a file.</summary>
    public string Export(string api, string format) => $"{api}/export?format={format}{Parameters("&")}";

    public EventsPlace With(EventState? state = null, string? severity = null, string? text = null, string? query = null) => this with
    {
        State = state ?? State,
        Severity = severity is null ? Severity : Enum.TryParse<EventSeverity>(severity, out var known) ? known : null,
        Text = text is null ? Text : text.Trim() is { Length: > 0 } some ? some : null,
        Query = query is null ? Query : query.Trim() is { Length: > 0 } servers ? servers : null,
    };

    public EventFilter ToFilter(ServerQuery? servers = null) => new() { State = State, Severities = Severity is { } one ? [one] : [], Text = Text, Servers = servers };

    public static EventsPlace Of(string uri)
    {
        var address = new Uri(uri);
        var query = QueryHelpers.ParseQuery(address.Query);
        string? Value(string name) => query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
        var words = Value("text");
        return new EventsPlace(
            address.AbsolutePath, Enum.TryParse<EventState>(Value("state"), ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : EventState.All,
            Enum.TryParse<EventSeverity>(Value("severity"), ignoreCase: true, out var severity) && Enum.IsDefined(severity) ? severity : null,
            words?.Length > EventFilter.MaxText ? words[..EventFilter.MaxText] : words, Value("q"));
    }

    private string Parameters(string first)
    {
        var parts = new List<string>();
        if (State != EventState.All)
            parts.Add($"state={State.ToString().ToLowerInvariant()}");
        if (Severity is { } severity)
            parts.Add($"severity={severity.ToString().ToLowerInvariant()}");
        if (Text is { } text)
            parts.Add($"text={Uri.EscapeDataString(text)}");
        if (Query is { } query)
            parts.Add($"{(first == "?" ? "q" : "query")}={Uri.EscapeDataString(query)}");
        return parts.Count == 0 ? "" : first + string.Join('&', parts);
    }
}
